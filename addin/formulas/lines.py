"""The rows of 评分计算 for one form: what each reads in the form, and the formulas of its rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from addin.books.book import address
from addin.forms.finder import Found
from addin.forms.read import Form
from addin.forms.rows import rows_of
from addin.formulas.sources import (
    OWN,
    Figures,
    Positions,
    absolute,
    last_above,
    read_at,
)
from scoring.awards.score import NO_RULE
from scoring.filing import BLANK, Entry, FundRow, Row
from scoring.filing.numbers import number
from scoring.formulas.columns import Columns, Place, Refused
from scoring.formulas.compiled import Ruled, compiled
from scoring.formulas.opened import opened
from scoring.rules.input import defined_name
from scoring.rules.measure import RoundStep
from scoring.rules.rule import Rule
from scoring.rules.ruleset import EXECUTION_RATE, Ruleset
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.judged import Judged
from scoring.values.exact import show

SPARE = 15
"""So many rows more than the blank has may be put into a form whose rows clerks write."""
POSITION = "行"
"""The helper column that says which line of the form is meant, the header counted as 1, which it is
where the form has no such line."""
LEVELS = ("一级", "二级", "三级", "四级")


@dataclass(frozen=True)
class Line:
    """One row of 评分计算. ``own`` are the row's cells in the form as references, by what rules call
    them; ``score`` is its 得分 cell; ``name`` what says the indicator's name."""

    name: str
    own: Mapping[str, str]
    entries: Mapping[str, Entry]
    """What stands in those cells now."""
    columns: Columns | Refused
    place: Place
    score: str
    ruled: Ruled = NO_RULE
    title: str = ""
    printed: str = ""
    """The name that the blank prints in the row: another one there is another indicator."""
    cell: str = ""
    """The address of the 得分 cell, where the row stays where it is."""
    above: Mapping[str, str] = field(default_factory=dict)
    """Levels that go over several rows, as formulas: their last text above."""
    position: int = 0
    """The line's place below the header, where rows come and go."""
    spare: bool = False
    """Whether the form has no such line now."""

    @property
    def called(self) -> str:
        """The indicator's name as it stands there now."""
        levels = [self.entries[name].text for name in LEVELS if name in self.entries]
        return self.printed or (levels[-1] if levels else "") or self.title

    @property
    def persons(self) -> bool:
        """Whether no formula stands in the 得分 cell, as it could never give a score."""
        return isinstance(self.columns, Refused) or (judges(self.ruled.rule) and bool(self.cell))


@dataclass(frozen=True)
class Lines:
    """The lines of one form: the rate of execution first, where it is scored."""

    form: Form
    ruleset: Ruleset
    figures: Figures
    fixed: tuple[Line, ...]
    moving: tuple[Line, ...] = ()

    @property
    def all(self) -> tuple[Line, ...]:
        return (*self.fixed, *self.moving)

    @property
    def year(self) -> int | None:
        """For dates without one."""
        return self.form.filing.about.year or self.ruleset.year

    @cached_property
    def positions(self) -> Positions:
        return Positions(self.form.found)


def lines_of(form: Form, ruleset: Ruleset, figures: Figures, *,
             lines: int | None = None, rows: Collection[int] | None = None,
             printed: Collection[str] | None = None) -> Lines:
    """Every line: one a row of the form, or where clerks write the rows one a place in which a row
    may stand: so many that there are ``lines`` in all, or what the form has and spare ones.
    ``rows``: only those of the form whose indicators' names stand in these, of which the blank
    ``printed`` some."""
    found = form.found
    filed = dict(rows_of(found))
    fixed = [_of_fund(fund, ruleset, figures) for fund in form.filing.funds
             if fund.scored and ruleset.execution is not None]
    by_clerks = not any(ruleset.indicator_for(row) for row in filed.values())
    begun = Lines(form, ruleset, figures, tuple(fixed))
    if by_clerks and found.total_row is not None and found.slots:
        most = (found.total_row - found.header_row - 1 + SPARE if lines is None
                else lines - len(fixed))
        return replace(begun, moving=tuple(_moving(begun, filed, most)))
    named = found.columns[found.levels[-1]]
    made = [_of_row(slot, row, begun) for slot, row in filed.items()
            if rows is None or found.grid.corner(slot, named)[0] in rows]
    if printed is not None:
        made = [line if line.printed in printed else replace(line, printed="") for line in made]
    return replace(begun, fixed=(*fixed, *made))


class _Same:
    """Rules that are the same only as themselves: what is compiled of them is kept by it."""

    def __init__(self, rules: Any) -> None:
        self.rules = rules

    def __hash__(self) -> int:
        return id(self.rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rules is self.rules


@lru_cache(maxsize=1 << 9)
def _compiled(ruled: _Same, place: Place, weight: Fraction | None, every: RoundStep | None
              ) -> Columns | Refused:
    """Columns hold no addresses: of many forms by one ruleset each rule is compiled once."""
    return compiled(ruled.rules, place, weight, every)


@lru_cache(maxsize=1 << 9)
def _opened(ruleset: _Same, place: Place) -> Columns | Refused:
    rules: Ruleset = ruleset.rules
    return opened(rules.defaults or (NO_RULE,), place, rules.round)


_ELSEWHERE = Refused("指标值的符号或单位另有一栏，公式只看得见数")


def _elsewhere(found: Found) -> bool:
    """Whether the form keeps the sign or the unit of a value in a column of its own."""
    return bool({"nature", "unit"} & found.columns.keys())


def judges(rule: Rule) -> bool:
    """Whether a person gives the score, whatever is typed."""
    return isinstance(rule, Judged) or (
        isinstance(rule, Bands) and not any(band.fixed for band in rule.bands))


def _of_fund(fund: FundRow, ruleset: Ruleset, figures: Figures) -> Line:
    execution = ruleset.execution
    assert execution is not None
    own, entries = {}, {}
    for name, entry in (("分值", fund.weight), ("实际值", fund.rate)):
        if entry.cell:
            own[name], entries[name] = absolute(entry.cell), entry
    cells, weight = frozenset(own), execution.weight
    if fund.weight.number is None and (said := number(fund.weight)) is not None:
        own["分值"], weight = show(said), said  # «10分», in a header too: no cell holds the number
        entries["分值"] = replace(fund.weight, text="", number=said)
        cells -= {"分值"}
    place = Place(EXECUTION_RATE, cells, figures.known)
    made = _compiled(_Same(execution), place, weight, ruleset.round)
    score = absolute(fund.score.cell) if fund.score.cell else ""
    return Line(f'"{EXECUTION_RATE}"', own, entries, made, place, score, execution,
                title=EXECUTION_RATE, cell=fund.score.cell)


def _of_row(slot: int, row: Row, lines: Lines) -> Line:
    found, ruleset, figures = lines.form.found, lines.ruleset, lines.figures
    own, entries = {}, {}
    for role, name in OWN.items():
        if (column := found.columns.get(role)) is not None:
            corner = found.grid.corner(slot, column)
            own[name] = absolute(address(*corner, found.grid.name))
            entries[name] = _entry(row, role)
    indicator = ruleset.indicator_for(row)
    levels = tuple(level.text for level in row.levels)
    if indicator is not None:
        place = Place(ruleset.input_name(indicator), frozenset(own), figures.known, levels,
                      lines.year)
        made = _compiled(_Same(indicator), place, indicator.weight, ruleset.round)
    else:
        place = Place(defined_name(row.name) if row.name.strip() else "", frozenset(own),
                      figures.known, year=lines.year)
        made = _opened(_Same(ruleset), place)
    made = _ELSEWHERE if _elsewhere(found) else made
    ruled = indicator or ruleset.default_for(row) or NO_RULE
    name = read_at(own[_name_of(lines)])
    return Line(name, own, entries, made, place, absolute(row.score.cell), ruled,
                printed=row.name, cell=row.score.cell)


def _moving(lines: Lines, filed: Mapping[int, Row], most: int) -> Iterator[Line]:
    """The lines between the header and the total, each by its place."""
    found, positions = lines.form.found, lines.positions
    columns = {name: found.columns[role] for role, name in OWN.items() if role in found.columns}
    place = Place("", frozenset(columns), lines.figures.known, year=lines.year)
    made = _ELSEWHERE if _elsewhere(found) else _opened(_Same(lines.ruleset), place)
    own = {name: positions.at(column, f"{{{POSITION}}}") for name, column in columns.items()}
    above = {name: last_above(positions.above(columns[name], f"{{{POSITION}}}"))
             for name in LEVELS if name in columns and name != _name_of(lines)}
    score = positions.at(found.columns["score"], f"{{{POSITION}}}")
    name = f'IF({{{POSITION}}}=1,"",{read_at(own[_name_of(lines)])})'
    for position in range(1, most + 1):
        row = filed.get(positions.top + position)
        entries = {each: _entry(row, role) for role, each in OWN.items()
                   if each in columns} if row else {}
        yield Line(name, own, entries, made, place, score, position=position, above=above,
                   spare=position >= positions.bottom - positions.top,
                   ruled=(lines.ruleset.default_for(row) if row else None) or NO_RULE)


def _name_of(lines: Lines) -> str:
    return _last(lines.form.found.levels)


def _last(levels: tuple[str, ...]) -> str:
    return OWN[levels[-1]]


def _entry(row: Row, role: str) -> Entry:
    if role.startswith("level"):
        place = int(role.removeprefix("level")) - 1
        return row.levels[place] if place < len(row.levels) else BLANK
    entry: Entry = getattr(row, role)
    return entry


__all__ = ["LEVELS", "POSITION", "Line", "Lines", "judges", "lines_of"]
