"""提纲: what a report asks of the clerk, and which words it reuses; a folder of templates/reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from importlib.resources.abc import Traversable
from typing import Literal

from addin.library.data_file import read_file
from scoring.rulefile.mistakes import Problem, Problems
from scoring.rules.door import model

OUTLINE, TEMPLATE, PHRASES = "outline.yaml", "report.docx", "phrases.yaml"
"""The files of an outline's folder; the phrases beside the folders serve every outline."""
_WHAT = "报告提纲"
DEFAULT = "national"
"""The outline of a ruleset that names none."""
SUMMARY = "summary"
"""The one-paragraph report; it asks for the same as the outline it is made beside."""


@model
class Part:
    """One thing that only the clerk knows. ``key`` is its name in the template; ``field`` are the
    form's fields in which it may already stand; an amount has a ``unit``."""

    key: str
    prompt: str
    chapter: str = ""
    kind: Literal["文字", "金额"] = "文字"
    unit: str = ""
    field: tuple[str, ...] = ()
    optional: bool = False


@model
class Conclusion:
    """What the report says an indicator came to, where the form's own words on it hold ``find``:
    words with holes, of which … is anything short, {数} a number and {率} a percentage, which
    ``say`` may repeat. ``full``: only where full points were given."""

    say: str
    find: str = ""
    full: bool = False


@model
class Outline:
    """``conclusions`` are tried in order for the indicator of that name. ``columns`` are columns of
    the form that the report quotes, by the texts of their headers. ``sections`` are fields of the
    form into which the report itself is written: what stands there then, in the words of the
    templates. ``transfers`` is the outline that forms of transfer payments (转移支付) have instead."""

    name: str
    parts: tuple[Part, ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conclusions: Mapping[str, tuple[Conclusion, ...]] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    transfers: str = ""


def read_outline(file: Traversable, shared: Traversable) -> Outline:
    """The outline in a file, with the ``shared`` phrases where it has none of its own.

    Raises UserError with file and line.
    """
    outline = read_file(file, _WHAT, Outline, _checked)
    return replace(outline, phrases={**read_file(shared, _WHAT, dict[str, str]), **outline.phrases})


def _checked(outline: Outline) -> Outline:
    if found := tuple(_problems(outline)):
        raise Problems(found)
    return outline


def _problems(outline: Outline) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, part in enumerate(outline.parts):
        if part.key in seen or not part.key.isidentifier():
            why = "重复了" if part.key in seen else "不能作名称，只能用汉字、字母、数字和下划线"
            yield ("parts", place, "key"), f"“{part.key}”{why}"
        seen.add(part.key)
    for name, each in ((name, each) for name, found in outline.conclusions.items()
                       for each in found):
        if any(each.find.count(hole) > 1 for hole in ("{数}", "{率}")):
            yield ("conclusions", name), f"“{each.find}”里 {{数}}、{{率}} 各只能有一个"
        elif any(hole in each.say and hole not in each.find for hole in ("{数}", "{率}")):
            yield ("conclusions", name), f"“{each.say}”里的 {{数}}、{{率}} 在 find 里没有"
