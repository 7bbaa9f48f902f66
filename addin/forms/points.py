"""The points of a form: weights as they are meant, and an execution rate that stands twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from addin.library.words import Lexicon
from scoring.filing import BLANK, Entry, Filing, Row
from scoring.filing.numbers import number, quantity
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of

_FULL = Fraction(100)
_SHARES = Fraction(1)
_PRINTED = re.compile(r"\((\d{1,3}(?:\.\d+)?)分\)")
_NUMBERED = re.compile(r"^(?:三级)?指标\d*[:：]")


def are_shares(rows: Sequence[Row]) -> bool:
    """Whether the weights are shares of one (0.1, 10%) instead of points."""
    weights = [_share(row.weight) for row in rows]
    total = sum_of(weight for weight in weights if weight is not None)
    return total == _SHARES and len(rows) > 1


def in_points(entry: Entry) -> Entry:
    """A share as points of a hundred."""
    weight = _share(entry)
    return entry if weight is None else Entry(show(weight * _FULL), weight * _FULL, entry.cell)


def _share(entry: Entry) -> Fraction | None:
    """A share as a number of one: 0.1, 10%, also where it is typed as a text."""
    said = quantity(entry)
    typed = said is not None and said.dimension == "比率" and not said.comparator
    return said.base if said is not None and typed and entry.number is None else number(entry)


def with_weights(rows: Sequence[Row], *, column: bool) -> list[Row]:
    """The rows with their weights as points of a hundred.

    Where the form has no ``column`` of weights, a
    weight is what the row's name prints behind it, or the level or goal that has this row alone.
    """
    if not column:
        return [replace(row, weight=_printed(row, rows)) for row in rows]
    shares = are_shares(rows)
    return [replace(row, weight=in_points(row.weight)) if shares else row for row in rows]


def counted_once(filing: Filing, words: Lexicon) -> tuple[Filing, tuple[Finding, ...]]:
    """The filing with one execution rate: where an indicator is the rate as well, the row of the
    funds counts only as long as the weights do not pass the form's total by just its weight."""
    fund = next((each for each in filing.funds if each.scored), None)
    weight = number(fund.weight) if fund is not None else None
    if fund is None or weight is None:
        return filing, ()
    total = sum_of(each for row in filing.rows if (each := number(row.weight)) is not None)
    stated = number(filing.total_weight) or _FULL
    twin = next((row for row in filing.rows if number(row.weight) == weight
                 and _is_a_rate(row.name, words)), None)
    if twin is None or total + weight - stated != weight:
        return filing, ()
    funds = tuple(replace(each, scored=False) if each is fund else each for each in filing.funds)
    told = finding("rate-twice", fund.weight.cell, twin.weight.cell, row=twin.name,
                   expected=show(weight))
    return replace(filing, funds=funds), (told,)


def _is_a_rate(name: str, words: Lexicon) -> bool:
    return words.best(_NUMBERED.sub("", name)) == "rate"


def _printed(row: Row, rows: Sequence[Row]) -> Entry:
    """The points behind the row's own name, or behind what stands over this row alone."""
    for place in range(len(row.levels) - 1, -1, -1):
        level = row.levels[place]
        path = _path(row, place)
        alone = sum(_path(each, place) == path for each in rows) == 1
        if alone and (points := points_behind(level)) is not None:
            return points
    alone = sum(each.goal.text == row.goal.text for each in rows) == 1
    return (points_behind(row.goal) if alone else None) or BLANK


def _path(row: Row, depth: int) -> tuple[str, ...]:
    """The names down to a level, which tell two of one name apart."""
    return row.goal.text, *(level.text for level in row.levels[:depth + 1])


def points_behind(entry: Entry) -> Entry | None:
    """The points that stand in brackets behind a text: 改造户数（20分）."""
    match = _PRINTED.search(unicodedata.normalize("NFKC", "".join(entry.text.split())))
    return Entry(f"{match[1]}分", Fraction(match[1]), entry.cell) if match else None
