"""应报清单: who had to hand in, who did, who did twice, and who handed in unasked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.lists import read_lists
from addin.errors import UserError
from addin.pages.review.records import WHOLE
from scoring.values.quantity import plain_number

FILED, LACKING, TWICE, UNASKED = "已报", "未报", "重复", "多报"
_HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("项目编码", "项目代码", "编码"),
    "project": ("项目名称", "项目", "专项名称"),
    "department": ("主管部门", "预算部门", "部门名称", "一级预算单位"),
    "unit": ("单位名称", "单位", "实施单位", "项目单位", "预算单位", "填报单位", "二级预算单位", "部门"),
    "money": ("金额", "预算金额", "预算数", "全年预算数", "年初预算数", "资金", "预算资金", "项目金额"),
}
_NUMBER = re.compile(r"^[\[(【]?\d{3,}[\])】]?[-_—]?(?=[^\d年])")
_NAMED = {"unit", "project", "code"}
_ITSELF = re.compile(r"\(?(?:机关|本级|本部)\)?$")
"""What a department adds to its name as a unit of itself."""
_SUMS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the roster; the money in 万元, as the roster gives it."""

    department: str = ""
    unit: str = ""
    project: str = ""
    code: str = ""
    money: Fraction | None = None


@dataclass(frozen=True)
class Line:
    """One line of the comparison: a line of the roster with its forms, or forms that nobody asked
    for."""

    state: str
    due: Due
    forms: tuple[Brief, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """How the pile stands to the roster."""

    lines: tuple[Line, ...]

    @property
    def due(self) -> int:
        return sum(each.state != UNASKED for each in self.lines)

    @property
    def filed(self) -> int:
        return sum(each.state in (FILED, TWICE) for each in self.lines)

    def money(self, *states: str) -> Fraction:
        """万元 of the lines in these states."""
        return sum((each.due.money or Fraction(0) for each in self.lines if each.state in states),
                   Fraction(0))

    def count(self, state: str) -> int:
        return sum(each.state == state for each in self.lines)


def read_roster(path: Path) -> list[Due]:
    """The lines of the roster's first sheet that has a head with a unit, a project or a code.
    UserError: there is none."""
    for listed in read_lists(path, _HEADS, lambda roles: not _NAMED.isdisjoint(roles)):
        factor = _factor(listed.heads.get("money", ""))
        found = [_due(line, factor) for line in listed.lines]
        if lines := [each for each in found if each.unit or each.project or each.code]:
            return lines
    heads = "、".join(names[0] for names in _HEADS.values())
    raise UserError(f"{path}：没有找到应报清单的表头，应有“单位名称”或“项目名称”，可有{heads}。")


def compared(roster: Sequence[Due], gathered: Gathered) -> Coverage:
    """By the project's code; else by unit and project; else by the unit, for its own form. The
    lines of one state stand together by their department."""
    by_key: dict[tuple[str, ...], list[Brief]] = {}
    for brief in gathered.sorted():
        for key in _keys_of_form(brief):
            by_key.setdefault(key, []).append(brief)
    lines, taken = [], set[int]()
    for due in roster:
        forms = next((by_key[key] for key in _keys(due) if key in by_key), [])
        taken |= {id(each) for each in forms}
        state = LACKING if not forms else FILED if len(forms) == 1 else TWICE
        lines.append(Line(state, due, tuple(forms)))
    order = (LACKING, TWICE, FILED)
    places = {name: place for place, name in enumerate(
        dict.fromkeys(each.department for each in roster))}
    return Coverage((*sorted(lines, key=lambda each: (
        order.index(each.state), places[each.due.department])), *_unasked(gathered, taken)))


def _unasked(gathered: Gathered, taken: set[int]) -> Iterator[Line]:
    for brief in gathered.sorted():
        if id(brief) not in taken:
            department, unit, project = brief.whose
            yield Line(UNASKED, Due(department, unit, project, brief.form.project_code), (brief,))


def _keys_of_form(brief: Brief) -> Iterator[tuple[str, ...]]:
    form = brief.form
    units = {plain_name(name) for name in (form.unit, form.department) if name}
    if form.project_code:
        yield "code", plain_name(form.project_code)
    if form.scope == WHOLE or not form.project:
        unit = plain_name(form.unit or form.department)
        yield from (("unit", name) for name in sorted({unit, _ITSELF.sub("", unit)} - {""}))
    else:
        yield "project", plain_name(form.project)
        yield from (("both", unit, plain_name(form.project)) for unit in sorted(units))


def _keys(due: Due) -> Iterator[tuple[str, ...]]:
    units = [plain_name(name) for name in (due.unit, due.department) if name]
    if due.code:
        yield "code", plain_name(due.code)
    if due.project:
        yield from (("both", unit, plain_name(due.project)) for unit in units)
        if not units:
            yield "project", plain_name(due.project)
    elif units:
        yield "unit", units[0]


def plain_name(text: str) -> str:
    """A name as two people write it alike: without white space, kinds of brackets and the number
    that the budget system puts before it."""
    normal = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return _NUMBER.sub("", normal) or normal


def _factor(head: str) -> Fraction:
    return Fraction(1, 10_000) if re.search(r"[（(].*?(?<!万)元[）)]", head) else Fraction(1)


def _due(line: Mapping[str, str], factor: Fraction) -> Due:
    said = line.get("money", "")
    money = plain_number(said) if said else None
    unit = line.get("unit", "")
    if unit in _SUMS:
        return Due()
    return Due(line.get("department", ""), unit, line.get("project", ""), line.get("code", ""),
               None if money is None else money * factor)
