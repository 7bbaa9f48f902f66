"""Characters that are raised over the line: marks of notes (15²) and parts of units (m²)."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")


def raised(text: str) -> str:
    """The text of a superscript with characters that are raised by themselves: a figure in it is
    none of the number before it.

    >>> raised("2"), raised("注1")
    ('²', '注¹')
    """
    return text.translate(_RAISED)
