"""应报清单: who had to hand in, who did, who did twice, and who handed in unasked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from pathlib import Path

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.lists import Rows, lists_of, read_sheets
from addin.errors import UserError
from addin.pages.review.records import WHOLE, ReviewedForm
from scoring.filing import Entry
from scoring.filing.numbers import amount, is_placeholder
from scoring.values.units import dimension_and_factor

FILED, LACKING, TWICE, UNASKED, LISTED_TWICE = "已报", "未报", "重复", "多报", "名单重复"
"""名单重复: the roster has the line a second time; it counts once, with its money."""
_HEADS: Mapping[str, tuple[str, ...]] = {
    "code": ("项目编码", "项目代码", "编码"),
    "project": ("项目名称", "项目", "专项名称"),
    "department": ("主管部门", "预算部门", "部门名称", "一级预算单位"),
    "unit": ("单位名称", "单位", "实施单位", "项目单位", "预算单位", "填报单位", "二级预算单位", "部门"),
    "money": ("金额", "预算金额", "预算数", "全年预算数", "年初预算数", "资金", "预算资金", "项目金额"),
}
_WANTED = ("应报清单一行一个单位或项目，表头要有“单位名称”或“项目名称”（或“项目编码”），其下至少一行；"
           "可有“主管部门”“金额”。")
_OF_FORMS = frozenset({"一级指标", "二级指标", "三级指标", "年度指标值", "指标值", "实际完成值"})
_NUMBER = re.compile(r"^[\[(【]?\d{3,}[\])】]?[-_—]?(?=[^\d年])")
_NAMED = {"unit", "project", "code"}
_ITSELF = re.compile(r"\(?(?:机关|本级|本部)\)?$")
"""What a department adds to its name as a unit of itself."""
_MONEY = "万元"
_SUMS = {"合计", "总计", "小计"}
_SIGNATURES = re.compile(r"(?:填[表报]人?|制表人?|审核人?|负责人|联系人?|联系电话|电话|日期|时间)\s*[:：]")
"""What stands below a list: who made it, and when."""
_SEVERAL = re.compile(r"[、，,；;/／\n]+")
"""What stands between the names of two units that hand in one form together."""
_Project = tuple[str, str]
"""A department and what its project is called."""
_OF_THE_WHOLE = re.compile("(?:部门|单位)?整体(?:支出)?(?:预算)?(?:绩效)?(?:自评|评价)?(?:表|项目)?")
"""What a list says in place of a project where a unit's own form is due."""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the roster; the money in 万元, as the roster gives it."""

    department: str = ""
    unit: str = ""
    project: str = ""
    code: str = ""
    money: Fraction | None = None
    unread: str = ""
    """What stands for the money and is none."""


@dataclass(frozen=True)
class Line:
    """One line of the comparison: a line of the roster with its forms, or forms that nobody asked
    for."""

    state: str
    due: Due
    forms: tuple[Brief, ...] = ()
    namesakes: tuple[Brief, ...] = ()
    """Forms without a unit, of a project that is called like one still lacking."""


@dataclass(frozen=True)
class Coverage:
    """How the pile stands to the roster."""

    lines: tuple[Line, ...]

    @property
    def due(self) -> int:
        return sum(each.state not in (UNASKED, LISTED_TWICE) for each in self.lines)

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
    UserError: there is none, or it is a form."""
    sheets = list(read_sheets(path))
    if any(map(_is_form, sheets)):
        raise UserError(f"{path}：这是自评表或绩效目标表，不是应报清单。{_WANTED}")
    for listed in lists_of(sheets, _HEADS, lambda roles: not _NAMED.isdisjoint(roles)):
        unit = _unit(listed.heads.get("money", ""))
        found = [_due(line, unit) for line in listed.lines]
        if lines := [each for each in found if each.unit or each.project or each.code]:
            return lines
    raise UserError(f"{path}：没有找到应报清单。{_WANTED}")


def _is_form(rows: Rows) -> bool:
    """Whether indicators stand in it: no roster has any."""
    return any(len(_OF_FORMS & {*row}) > 1 for row in rows)


def compared(roster: Sequence[Due], gathered: Gathered) -> Coverage:
    """By the project's code; else by unit and project; else by the unit, for its own form. The
    lines of one state stand together by their department."""
    by_key: dict[tuple[str, ...], list[Brief]] = {}
    for brief in gathered.sorted():
        for key in dict.fromkeys(_keys_of_form(brief)):
            by_key.setdefault(key, []).append(brief)
    lines, taken, seen = [], set[int](), dict[tuple[str, ...], list[str]]()
    alone = _alone(roster)
    for due in roster:
        forms = next((by_key[key] for key in _keys(due, alone) if key in by_key), [])
        taken |= {id(each) for each in forms}
        state = LACKING if not forms else FILED if len(forms) == 1 else TWICE
        lines.append(Line(LISTED_TWICE if _is_again(due, seen) else state, due, tuple(forms)))
    order = (LACKING, TWICE, LISTED_TWICE, FILED)
    places = {name: place for place, name in enumerate(
        dict.fromkeys(each.department for each in roster))}
    left = [brief for brief in gathered.sorted() if id(brief) not in taken]
    named = [_with_namesakes(each, left) for each in sorted(lines, key=lambda each: (
        order.index(each.state), places[each.due.department]))]
    alike = {id(brief) for line in named for brief in line.namesakes}
    return Coverage((*named, *(_unasked(brief, alike) for brief in left)))


def _alone(roster: Sequence[Due]) -> set[_Project]:
    """Projects by department and name that one unit of the department has, and no other."""
    units: dict[_Project, set[str]] = {}
    for due in roster:
        named = plain_name(due.department), plain_name(due.project)
        units.setdefault(named, set()).add(plain_name(due.unit))
    return {named for named, known in units.items() if all(named) and len(known) == 1}


def _unasked(brief: Brief, alike: Container[int]) -> Line:
    due = Due(*brief.whose, brief.form.project_code)
    return Line(UNASKED, due, (brief,), (brief,) if id(brief) in alike else ())


def _is_again(due: Due, seen: dict[tuple[str, ...], list[str]]) -> bool:
    """Whether a line above was of the same project, or of the same unit as a whole; two codes are
    two projects."""
    name = tuple(map(plain_name, (due.department, due.unit, due.project)))
    codes, own = seen.setdefault(name if any(name) else ("", due.code), []), plain_name(due.code)
    again = any(not own or not code or code == own for code in codes)
    codes.append(own)
    return again


def _with_namesakes(line: Line, left: Sequence[Brief]) -> Line:
    """A line still lacking, with the forms that name no unit and may be its own."""
    project = plain_name(line.due.project)
    if line.state != LACKING or not project:
        return line
    found = (each for each in left
             if not each.form.unit and plain_name(each.form.project) == project)
    return replace(line, namesakes=tuple(found))


def _keys_of_form(brief: Brief) -> Iterator[tuple[str, ...]]:
    """A form of several units together is each one's."""
    form = brief.form
    if form.project_code:
        yield "code", plain_name(form.project_code)
    for unit, department in product(_each(form.unit), _each(form.department)):
        yield from _keys_of_unit(form, unit, department)


def _each(named: str) -> Sequence[str]:
    """The names in a field: what stands there as a whole, and its parts where it lists several.

    >>> _each("甲局、乙局"), _each("")
    (['甲局、乙局', '甲局', '乙局'], [''])
    """
    parts = [plain_name(part) for part in _SEVERAL.split(named.strip())]
    whole = plain_name(named)
    return [whole, *parts] if len(parts) > 1 and all(parts) else [whole]


def _keys_of_unit(form: ReviewedForm, unit: str, department: str) -> Iterator[tuple[str, ...]]:
    if form.scope == WHOLE or not form.project:
        own = unit or department
        yield from (("unit", name) for name in sorted({own, _ITSELF.sub("", own)} - {""}))
    else:
        project = plain_name(form.project)
        if unit or department:
            yield ("both", unit, project) if unit else ("any", department, project)
        yield from (("of", own, project) for own in sorted({unit, department} - {""}))
        yield "project", project


def _keys(due: Due, alone: Container[_Project]) -> Iterator[tuple[str, ...]]:
    """Where both name a unit it must be the same: two units have projects of one name. A form that
    names its department alone is the unit's where ``alone`` in it has such a project."""
    unit, department = plain_name(due.unit), plain_name(due.department)
    project = plain_name(due.project)
    if due.code:
        yield "code", plain_name(due.code)
    if not project or _OF_THE_WHOLE.fullmatch(project) or project in (unit, department):
        yield from (("unit", own) for own in [unit or department] if own)
    if not project:
        return
    if unit:
        yield from ((way, unit, project) for way in ("both", "any"))
        if (department, project) in alone:
            yield "any", department, project
    elif department:
        yield "of", department, project
    else:
        yield "project", project


def plain_name(text: str) -> str:
    """A name as two people write it alike: without white space, kinds of brackets and the number
    that the budget system puts before it."""
    normal = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return _NUMBER.sub("", normal) or normal


def _unit(head: str) -> str:
    """What a bare number of the column is in.

    >>> _unit("金额（元）"), _unit("金额(万元)"), _unit("资金（亿元）"), _unit("金额")
    ('元', '万元', '亿元', '万元')
    """
    found = re.search(r"[（(][^（(）)]{0,20}?([万亿]?元)[）)]", head)
    return found[1] if found else _MONEY


def _due(line: Mapping[str, str], unit: str) -> Due:
    said = line.get("money", "")
    money = amount(Entry(said), unit) if said else None
    department, unit_name, project, code = named = [
        line.get(each, "") for each in ("department", "unit", "project", "code")]
    if not _SUMS.isdisjoint(named) or any(map(_SIGNATURES.match, named)):
        return Due()
    factor = dimension_and_factor(unit)[1] / dimension_and_factor(_MONEY)[1]
    unread = said if money is None and not is_placeholder(said) else ""
    return Due(department, unit_name, project, code, None if money is None else money * factor,
               unread)
