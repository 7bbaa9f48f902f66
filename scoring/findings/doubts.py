"""What the form says at one place against what it says at another: rows against rows, and a 存在问题
section that names none against everything that was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.findings.entries import points, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.grouped import joined
from scoring.findings.words import says_nothing
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import Doubt, DoubtedRow
from scoring.values.exact import sum_of
from scoring.values.normal import normal

_PROBLEMS = re.compile(r"存在的?(?:主要)?问题|主要问题")
_COMPLETION = re.compile(r"完成率(?:为|是|达到?|约|:)?\s*(\d{1,3}(?:\.\d{1,4})?)%")


def doubts(scorecard: Scorecard) -> Iterator[Finding]:
    checks = scorecard.ruleset.checks
    if checks is not None and checks.doubts:
        named = [(plain_name(award.indicator), award) for award in scorecard.awards]
        for doubt in checks.doubts:
            yield from _rows(doubt, named)
    for name, entry in scorecard.filing.fields.items():
        if _PROBLEMS.search(name) and not entry.blank and says_nothing(shown(entry)):
            yield from _no_problems(name, entry, scorecard)


def _rows(doubt: Doubt, named: Sequence[tuple[str, Award]]) -> Iterator[Finding]:
    wanted = [(each, plain_name(each.indicator)) for each in doubt.rows]
    found = [(each, award) for each, own in wanted for name, award in named if name == own]
    if len(found) != len(doubt.rows) or not all(_holds(each, award) for each, award in found):
        return
    if doubt.sum is not None:
        values = [_actual(award) for _, award in found]
        if sum_of(value for value in values if value is not None) not in doubt.sum:
            return
    cells = [cell for each, award in found for cell in _cells(each, award)]
    rows = "；".join(f"{award.indicator} {_filed(each, award)}" for each, award in found)
    yield finding("rows-contradict", *cells, clause=str(doubt.clause or ""), say=doubt.say,
                  rows=rows, filed=rows)


def _holds(each: DoubtedRow, award: Award) -> bool:
    actual = _actual(award)
    return ((each.actual is None or (actual is not None and actual in each.actual))
            and (each.score is None or (award.filed is not None and award.filed in each.score)))


def _actual(award: Award) -> Fraction | None:
    read = quantity(award.row.actual) if award.fund is None else None
    return None if read is None or read.high is not None else read.base


def _cells(each: DoubtedRow, award: Award) -> Iterator[str]:
    if each.actual is not None:
        yield award.row.actual.cell
    if each.score is not None:
        yield award.cell


def _filed(each: DoubtedRow, award: Award) -> str:
    said = []
    if each.actual is not None:
        said.append(shown(award.row.actual))
    if each.score is not None and award.filed is not None:
        said.append(f"得{points(award.filed)}分")
    return "、".join(said)


def _no_problems(name: str, entry: Entry, scorecard: Scorecard) -> Iterator[Finding]:
    """Told once, with the narrative that tells of something unfinished and the rows that lost
    points."""
    unfinished = [(other, each, match) for other, each in scorecard.filing.fields.items()
                  if (match := _incomplete(each)) is not None]
    lost = [award for award in scorecard.awards if award.weight is not None
            and award.filed is not None and award.filed < award.weight]
    why = [f"“{other}”写“{match}”" for other, _, match in unfinished]
    if lost:
        names = joined([award.indicator for award in lost])
        why.append(f"{names}未得满分")
    if why:
        yield finding("no-problems", entry.cell, *(each.cell for _, each, _ in unfinished),
                      *(award.cell for award in lost), name=name, filed=shown(entry),
                      why="，".join(why))


def _incomplete(entry: Entry) -> str | None:
    """The first completion below 100% that a text tells of."""
    for match in _COMPLETION.finditer(normal(entry.text)):
        if Fraction(match[1]) < 100:
            return match[0]
    return None
