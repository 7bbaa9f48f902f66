"""Scores as live formulas: for each award the cell function that comes to the same, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from addin.books.book import split_address
from addin.desk.indicator import KINDS, WEIGHT, award_of_rule, awards_of, needs_of
from addin.errors import UserError
from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Entry, Row
from scoring.rules.measure import ACTUAL, TARGET
from scoring.rules.ruleset import EXECUTION_RATE, Ruleset


def formula_of(award: Award, card: Scorecard) -> str | None:
    """``PE_SCORE(D8,E8,F8)`` or ``PE_RULE(…)`` over the form's cells, proved to give this award."""
    sheet = split_address(award.cell)[0]
    tried = [*_by_row(award, card.ruleset), *_by_rule(award, card)]
    for function, cells, words, score in tried:
        if score == award.score and all(entry.cell for entry in cells):
            places = [_place(entry.cell, sheet) for entry in cells]
            before, after = words
            return f"{function}({','.join([*map(_word, before), *places, *map(_word, after)])})"
    return None


Tried = tuple[str, list[Entry], tuple[list[str], list[str]], Fraction | None]


def _by_row(award: Award, ruleset: Ruleset) -> Iterator[Tried]:
    row = award.row
    if award.fund is not None:
        return
    plain = Row(levels=(), weight=_as_given(row.weight), target=_as_given(row.target),
                actual=_as_given(row.actual))
    cells = [row.target, row.actual, row.weight]
    names = "/".join(level.text.strip() for level in row.levels)
    for rule in ("", *KINDS, row.name.strip(), names):
        try:
            found, = awards_of([plain], rule, ruleset)
        except UserError:
            continue
        yield "PE_SCORE", cells, ([], [rule] if rule else []), found.score


def _by_rule(award: Award, card: Scorecard) -> Iterator[Tried]:
    row, ruleset = award.row, card.ruleset
    given = {**card.figures, WEIGHT: row.weight}
    if award.fund is None:
        given |= {TARGET: row.target, ACTUAL: row.actual}
    name = "/".join(award.levels) if award.fund is None else EXECUTION_RATE
    try:
        cells = [given[need] for need in needs_of(name, ruleset)]
        found = award_of_rule(ruleset, name, [_as_given(cell) for cell in cells])
    except (UserError, KeyError):
        return
    yield "PE_RULE", cells, ([ruleset.id, name], []), found.score


def _as_given(entry: Entry) -> Entry:
    """The cell as a function is given it: a percentage is a bare number there."""
    return entry if entry.number is None else Entry(number=entry.number)


def total_formula(cells: Iterable[str], sheet: str) -> str:
    """The scores added up by the spreadsheet itself: an error among them shows."""
    return f"SUM({','.join(_place(cell, sheet) for cell in cells)})"


def _place(cell: str, sheet: str) -> str:
    own, _, local = cell.rpartition("!")
    doubled = own.replace("'", "''")
    return local if own in ("", sheet) else f"'{doubled}'!{local}"


def _word(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
