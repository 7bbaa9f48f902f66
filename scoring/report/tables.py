"""Tables of scores: first-level groups, indicators and the total, by the columns 分值 and 得分."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.awards.groups import groups
from scoring.awards.scorecard import Award
from scoring.filing.numbers import number
from scoring.findings.entries import fund_name
from scoring.report.comparison import Comparison
from scoring.report.mention import Mention
from scoring.report.passage import Passage
from scoring.report.sections import bare
from scoring.values.exact import show
from scoring.values.quantity import plain_number

_COLUMNS = {
    "weight": ("分值", "标准分值", "标准分", "权重", "权重分", "满分", "分值权重"),
    "score": ("得分", "实际得分", "自评得分", "指标得分", "评价得分", "填报得分"),
}
_TOTALS = ("总分", "合计", "总计", "合计得分")
_CODES = {"weight": "report-weight", "score": "report-score"}


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of such a table must say, and what it may be called there."""

    name: str
    names: Collection[str]
    figures: Mapping[str, Fraction | None]
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total: bool = False


def tables(both: Comparison) -> Iterator[Mention]:
    """Each table's columns are found anew wherever a row holds their headings."""
    columns: dict[str, list[int]] = {}
    table, waiting = "", list(both.scorecard.awards)
    for passage in both.report:
        if not passage.in_table:
            continue
        if passage.place.partition("第")[0] != table:
            table, columns = passage.place.partition("第")[0], {}
            waiting = list(both.scorecard.awards)
        headed = _headings(passage)
        if headed:
            columns = {**columns, **headed}
        elif columns and (line := _line(passage, both, waiting)):
            first = next(place for place, cell in enumerate(passage.cells)
                         if bare(cell).rstrip(":") in line.names)
            yield from _compared(passage, _behind(first, columns), line)


def _headings(passage: Passage) -> dict[str, list[int]]:
    plain = [re.sub(r"[（(].*[）)]|/.*", "", bare(cell)) for cell in passage.cells]
    found = {role: [place for place, cell in enumerate(plain) if cell in words]
             for role, words in _COLUMNS.items()}
    return {role: places for role, places in found.items() if places}


def _behind(name: int, columns: Mapping[str, list[int]]) -> dict[str, int]:
    """Of several columns of weights, one a level, the next behind the name."""
    return {role: next((place for place in places if place > name), places[-1])
            for role, places in columns.items()}


def _line(passage: Passage, both: Comparison, waiting: list[Award]) -> Line | None:
    """The indicator, group or total that the row is about: the last name in it decides."""
    names = [bare(cell).rstrip(":") for cell in passage.cells]
    for name in reversed([name for name in names if name]):
        for award in waiting:
            if name in _names(award):
                waiting.remove(award)
                return _of_award(award)
    if any(name in _TOTALS for name in names):
        return _of_total(both)
    for group in groups(both.scorecard):
        if group.name and bare(group.name) in names:
            return Line(group.name, {bare(group.name)},
                        {"weight": group.weight, "score": group.filed},
                        _group_cells(both, group.name))
    return None


def _names(award: Award) -> set[str]:
    own = {bare(award.indicator)}
    if award.fund is not None:
        own.add(bare(fund_name(award.fund)))
    return own


def _of_award(award: Award) -> Line:
    return Line(award.indicator, _names(award), {"weight": award.weight, "score": award.filed},
                {"weight": (award.row.weight.cell,), "score": (award.cell,)})


def _of_total(both: Comparison) -> Line:
    filing = both.filing
    return Line("", _TOTALS,
                {"weight": number(filing.total_weight), "score": number(filing.total_score)},
                {"weight": (filing.total_weight.cell,), "score": (filing.total_score.cell,)},
                total=True)


def _group_cells(both: Comparison, name: str) -> dict[str, tuple[str, ...]]:
    rows = [award for award in both.scorecard.awards
            if award.levels and bare(award.levels[0]) == bare(name)]
    cells = [award.cell for award in rows]
    return {"score": tuple(cells[:1] + cells[-1:])}


def _compared(passage: Passage, columns: Mapping[str, int], line: Line) -> Iterator[Mention]:
    for role, column in columns.items():
        expected = line.figures.get(role)
        printed = passage.cells[column] if column < len(passage.cells) else ""
        said = plain_number(printed)
        if said is None or expected is None:
            continue
        code = "report-total" if line.total and role == "score" else _CODES[role]
        yield Mention(code, passage.place, printed.strip(), printed.strip(), f"{show(expected)}分",
                      said == expected, line.name, line.cells.get(role, ()))
