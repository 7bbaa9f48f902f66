"""Characters that are raised over the line: the number of a note (15²) is no figure, that of a unit
(m²) belongs to it."""

from __future__ import annotations


def raised(before: str, text: str) -> str:
    """What a superscript says behind other words: the number of a note says nothing.

    >>> raised("15", "2"), raised("90%", "①"), raised("180m", "2"), raised("", "1")
    ('', '', '2', '1')
    """
    behind = before[-1:]
    unit = behind.isascii() and behind.isalpha()
    return "" if behind and not unit and text.strip().isdigit() else text
