"""Clauses that report and form share word for word: their figures are the same, too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.scorecard import Award
from scoring.filing import Entry
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER, last_digit
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Part, Passage, clauses, half_width
from scoring.report.sections import bare
from scoring.values.exact import exact

_NUMBER = re.compile(NUMBER)
_LEAST_WORDS = 4


def texts(both: Comparison) -> Iterator[Mention]:
    """The indicator's own texts in the form against its section, and its row in a table."""
    for section in both.sections:
        for passage in section.passages:
            if not passage.in_table:
                yield from _shared(section.award, passage, passage.text)
    for passage in both.report:
        award = _row_of(passage, both)
        if award is not None:
            for cell in passage.cells:
                yield from _shared(award, passage, cell)


def _shared(award: Award, passage: Passage, text: str) -> Iterator[Mention]:
    if award.fund is not None:
        return
    for entry in (award.row.actual, award.row.reason):
        theirs = _skeletons(half_width(entry.text)) if entry.number is None else {}
        for skeleton, part in _skeletons(text).items():
            if skeleton in theirs:
                yield from _figures(award, passage, part, theirs[skeleton], entry)


def _skeletons(text: str) -> dict[str, Part]:
    """The clauses that hold figures, by their words; those that occur twice are left out."""
    found: dict[str, list[Part]] = {}
    for part in clauses(text):
        skeleton = re.sub(r"\s+|^(?:因此|所以|故)", "", _NUMBER.sub("#", part.text))
        if "#" in skeleton and len(skeleton.replace("#", "")) >= _LEAST_WORDS:
            found.setdefault(skeleton, []).append(part)
    return {skeleton: parts[0] for skeleton, parts in found.items() if len(parts) == 1}


def _figures(award: Award, passage: Passage, ours: Part, theirs: Part,
             entry: Entry) -> Iterator[Mention]:
    for mine, other in zip(_NUMBER.finditer(ours.text), _NUMBER.finditer(theirs.text), strict=True):
        said, filed = exact(mine[0]), exact(other[0])
        tolerance = max(last_digit(said), last_digit(filed))
        start = ours.start + mine.start()
        yield mentioned("report-figure", passage, start, start + len(mine[0]), other[0],
                        abs(said - filed) * 2 < tolerance, award.indicator, (entry.cell,))


def _row_of(passage: Passage, both: Comparison) -> Award | None:
    """The one indicator that a table row names."""
    names = {bare(cell) for cell in passage.cells}
    found = [award for award in both.scorecard.awards if bare(award.indicator) in names]
    return found[0] if len(found) == 1 else None
