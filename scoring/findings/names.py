"""Rows of indicators: without a name beside points, twice under one and the same path, hidden."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing.numbers import nothing_in
from scoring.findings.finding import Finding, finding
from scoring.rules.indicator import plain_name


def names(scorecard: Scorecard) -> Iterator[Finding]:
    """A ruleset that has a rule for rows without a name knows of them."""
    nameless = any(each.when.unnamed for each in scorecard.ruleset.defaults)
    paths: dict[tuple[str, ...], list[Award]] = {}
    for award in scorecard.indicators:
        if award.row.hidden and _has_points(award):
            yield finding("row-hidden", award.cell, indicator=award.indicator)
        path = tuple(plain_name(level.text) for level in award.row.levels)
        if path and path[-1]:
            paths.setdefault(path, []).append(award)
        elif not nameless and _has_points(award):
            yield finding("name-missing", _name_cell(award) or award.cell)
    for path, found in paths.items():
        if len(found) > 1:
            yield finding("row-twice", *map(_name_cell, found), path="／".join(filter(None, path)),
                          count=str(len(found)))


def _has_points(award: Award) -> bool:
    """Points that somebody gave: an error is none, and is told by itself."""
    score = award.row.score
    return not (nothing_in(award.row.weight) and (nothing_in(score) or score.error))


def _name_cell(award: Award) -> str:
    return award.row.levels[-1].cell if award.row.levels else ""
