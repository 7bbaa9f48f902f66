"""An indicator's explanation as reports print it: what it is, key points, what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from addin.report.gaps import Gap
from addin.report.text import PARAGRAPH

_POINTS = re.compile(r"^(评价|评分)(要点|指标)[：:]")
_MEANING = re.compile(r"^解释说明[：:]")
_TERM = re.compile(r"^[^，。；：:=＝]{2,20}[：:]|^[^，。；=＝]{2,20}(是指|包括)")
"""A line that says what a word means."""
_NUMBERED = re.compile(r"^[（(]?\d{1,2}[）).、]")
_COUNT = re.compile(r"^(\d{1,2})([.、．])")
_FORMULA_LAST = re.compile(r"^(?P<what>.+?[。；])(?P<formula>[^。；]{2,40}[=＝][^。；]+[。；]?)$")


@dataclass(frozen=True)
class Explained:
    """Paragraphs of each kind, in the order in which they stand."""

    what: str
    points: str
    meaning: str


def explained(text: str) -> Explained:
    """The three parts, of which any may be empty.

    >>> explained("比率，用以反映控制。控制率=甲/乙×100%。\\a评价要点：\\a编制数：在册人数。").points
    '控制率=甲/乙×100%。'
    """
    first, *others = text.split(PARAGRAPH)
    formula = _FORMULA_LAST.match(first)
    points = [formula["formula"]] if formula else []
    meanings: list[str] = []
    for line, means in _labelled(others):
        (meanings if means else points).append(line)
    what = formula["what"] if formula else first
    return Explained(what, PARAGRAPH.join(_whole(points)), PARAGRAPH.join(meanings))


def _whole(lines: list[str]) -> Iterator[str]:
    """The lines, one that stands between 5. and 7. without a number as 6."""
    counted = [_COUNT.match(line) for line in lines]
    for place, line in enumerate(lines):
        before, after = (counted[place - 1], counted[place + 1]
                         ) if 0 < place < len(lines) - 1 else (None, None)
        if counted[place] is None and before and after and int(after[1]) - int(before[1]) == 2:
            yield f"{int(before[1]) + 1}{before[2]}{line}"
        else:
            yield line


def _labelled(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """The lines without their labels, each with whether it tells a meaning."""
    under_meaning = False
    for each in lines:
        label = _MEANING.match(each) or _POINTS.match(each)
        if label is not None:
            under_meaning = label.re is _MEANING
        if line := each[label.end() if label else 0:].strip():
            means = under_meaning or (_TERM.match(line) is not None
                                      and not _NUMBERED.match(line))
            yield line, means


def _part(name: str) -> Any:
    def taken(text: Any) -> Any:
        return text if isinstance(text, Gap) else getattr(explained(str(text)), name)
    return taken


FILTERS: Mapping[str, Any] = {"说明": _part("what"), "要点": _part("points"),
                              "解释": _part("meaning")}
