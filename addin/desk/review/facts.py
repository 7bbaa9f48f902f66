"""An assessed form as a record that travels: names, figures, problems with their stable keys."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from addin.forms.assessed import Assessed
from addin.forms.read import Form
from addin.library.sentences import Sentences
from addin.pages.review.read import plain
from addin.pages.review.records import SUM_UNIT, WHOLE, Problem, ReviewedForm, Scored
from scoring.awards.score import grade
from scoring.awards.scorecard import VERDICT_WORDS, Award, Scorecard
from scoring.filing import About, Filing, FundRow, Row
from scoring.filing.numbers import amount, number, ratio
from scoring.findings.finding import Finding
from scoring.findings.grades import stated
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE
from scoring.values.units import dimension_and_factor

_DIGITS = 16
INITIAL, BUDGET, EXECUTED = "年初预算数", "全年预算数", "全年执行数"
_ROW = re.compile(r"\$?[A-Z]{1,3}\$?(-?\d+)$")
_BETWEEN = "/"
_OTHER_UNIT = ("funds-in-yuan", "funds-in-wan", "funds-unit")
_TOLD_ELSEWHERE = ("ruleset-chosen",)
"""What 汇总 says of every form in columns of its own."""
_SAID_BY = {"budget-not-positive": "funds-sum", "target-missing": "formula-uncalculated",
            "reason-empty": "goal-short"}
"""Kinds of problems by the kind that says as much, of the same cell or goal."""


def reviewed(one: Assessed, stem: str, sentences: Sentences) -> ReviewedForm:
    """The form's facts; ``stem`` is what its file is called, for a form that names nobody. Problems
    are told in the ``sentences`` of a letter."""
    card, filing = one.scorecard, one.form.filing
    about, key = filing.about, _key(filing.about, stem)
    project = "" if about.project == about.unit else about.project
    initial, budget, executed, rate = _funds(filing)
    said = stated(filing.grade.text, card.ruleset)
    earned = None if card.filed_total is None else grade(card.filed_total, card.ruleset)
    return ReviewedForm(
        key=key, number=one.form.number, sheet=one.form.sheet, content=_content(one.form),
        title=about.title,
        department=about.department, unit=about.unit,
        project=project, project_code=about.project_code, year=about.year,
        place=about.place or (card.ruleset.place if card.basis == "ruleset" else ""),
        scope=about.scope,
        ruleset=card.ruleset.id, ruleset_title=card.ruleset.title, basis=card.basis,
        initial=initial, budget=budget, executed=executed, rate=rate,
        money_unit=filing.unit, money_cells=tuple(_money_cells(filing)),
        unit_doubted=any(each.code.code in _OTHER_UNIT for each in one.findings),
        filed_total=card.filed_total, total=card.total, low=card.low, high=card.high,
        open=card.open, review=_review(card), filed_grade=said[1] if said else earned or "",
        grade=card.grade or "", full_marks=_all_full(card),
        problems=tuple(_problems(one, key, sentences)), scored=tuple(map(_scored, card.awards)))


def _key(about: About, stem: str) -> str:
    """Whose form it is, the same every year; the file's name only where the form says nothing."""
    if about.project_code:
        return about.project_code
    whole = about.scope == WHOLE
    named = [plain(about.unit or about.department), plain("" if whole else about.project)]
    return "+".join(named) if any(named) else f"文件+{plain(stem)}"


def _content(form: Form) -> str:
    """What is typed into the form, whatever its file holds besides and however often it was stored;
    the bureau's own column is none of it."""
    grid, ours, typed = form.found.grid, form.found.columns.get("review"), list[str]()
    for row, columns in grid.lines.items():
        values = ((column, grid.cells[row, column].value) for column in columns if column != ours)
        if line := [f"{column}:{text}" for column, value in values
                    if value is not None and (text := str(value))]:
            typed.append(f"||{'|'.join(line)}")
    return hashlib.sha256("".join(typed).encode()).hexdigest()[:_DIGITS]


def _path(row: Row) -> str:
    return path_of(plain_name(level.text) for level in row.levels if level.text.strip())


def path_of(names: Iterable[str]) -> str:
    """The path of an indicator: its levels' names, whose own strokes (元/人·月) part nothing.

    >>> path_of(["产出指标", "补助标准（元/人）"])
    '产出指标/补助标准（元／人）'
    """
    return _BETWEEN.join(name.replace(_BETWEEN, "／") for name in names)


def _funds(filing: Filing) -> tuple[Fraction | None, ...]:
    """Initial budget, budget and execution in 万元, and the rate, of the row of all funds."""
    chosen = _all_funds(filing)
    if chosen is None:
        return None, None, None, None
    initial, budget, executed = (_money(chosen, name, filing.unit)
                                 for name in (INITIAL, BUDGET, EXECUTED))
    rate = executed / budget if executed is not None and budget else ratio(chosen.rate)
    return initial, budget, executed, rate


def _all_funds(filing: Filing) -> FundRow | None:
    rows = filing.funds
    return next((row for row in rows if row.whole), None) or next(
        (row for row in rows if row.scored), rows[0] if rows else None)


def _money_cells(filing: Filing) -> Iterator[str]:
    chosen = _all_funds(filing)
    for name in (INITIAL, BUDGET, EXECUTED):
        entry = chosen.amounts.get(name) if chosen is not None else None
        if entry is not None and entry.cell and amount(entry, filing.unit) is not None:
            yield entry.cell


def _money(row: FundRow, name: str, unit: str) -> Fraction | None:
    entry = row.amounts.get(name)
    found = None if entry is None else amount(entry, unit)
    if found is None:
        return None
    return found * dimension_and_factor(unit)[1] / dimension_and_factor(SUM_UNIT)[1]


def _review(card: Scorecard) -> Fraction | None:
    """The bureau's own total, where its column is filled in all the way down."""
    reviews = [number(award.row.review) for award in card.awards if award.weight]
    known = [each for each in reviews if each is not None]
    return sum(known, Fraction(0)) if reviews and len(known) == len(reviews) else None


def _all_full(card: Scorecard) -> bool:
    counted = [award for award in card.awards if award.weight]
    return bool(counted) and all(award.filed == award.weight for award in counted)


def _scored(award: Award) -> Scored:
    row = award.row
    return Scored(
        indicator=_path(row) or award.indicator, cell=award.cell, target=row.target.text.strip(),
        actual=row.actual.text.strip(), weight=award.weight, filed=award.filed,
        score=award.score, review=number(row.review), verdict=VERDICT_WORDS[award.verdict],
        clause=str(award.clause) if award.clause else "",
        target_cell=row.target.cell, weight_cell=row.weight.cell)


def _problems(one: Assessed, key: str, sentences: Sentences) -> Iterator[Problem]:
    places, seen = _places(one), dict[str, int]()
    for each in one.findings:
        if each.code.code in _TOLD_ELSEWHERE:
            continue
        paths = tuple(dict.fromkeys(_indicators(each, places)))
        plain = f"{key}|{'；'.join(paths)}|{each.code.code}"
        seen[plain] = seen.get(plain, 0) + 1
        again = f"#{seen[plain]}" if seen[plain] > 1 else ""
        yield Problem(
            key=plain + again, code=each.code.code, kind=each.code.title, severity=each.severity,
            message=sentences.said(each), cells=each.cells, indicators=paths,
            filed=each.stands, expected=each.due, clause=each.clause,
            again=_is_said(each, one.findings))


def _is_said(found: Finding, others: Iterable[Finding]) -> bool:
    by = _SAID_BY.get(found.code.code)
    return any(each.code.code == by and (not {*found.cells}.isdisjoint(each.cells)
                                         or dict(each.words or ()).get("goal") == found.indicator)
               for each in others)


def _places(one: Assessed) -> Mapping[tuple[str, int], str]:
    """The path of the indicator that stands in a row of a sheet."""
    found: dict[tuple[str, int], str] = {}
    for award in one.scorecard.awards:
        path = _path(award.row) or EXECUTION_RATE
        for cell in _cells(award):
            if (place := _place(cell, one.form.sheet)) is not None:
                found.setdefault(place, path)
    return found


def _cells(award: Award) -> Iterable[str]:
    row = award.row
    own = (row.score, row.weight, row.target, row.actual, row.reason, *row.levels[-1:])
    return (entry.cell for entry in own if entry.cell)


@lru_cache(maxsize=8192)
def _place(cell: str, sheet: str) -> tuple[str, int] | None:
    name, _, local = cell.rpartition("!")
    match = _ROW.match(local)
    return (name or sheet, int(match[1])) if match else None


def _indicators(found: Finding, places: Mapping[tuple[str, int], str]) -> Iterator[str]:
    for cell in found.cells:
        place = _place(cell, "")
        if place is not None and place in places:
            yield places[place]
