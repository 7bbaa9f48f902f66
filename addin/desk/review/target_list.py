"""Approved targets as one list: a row an indicator, its project or unit beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from addin.desk.review.facts import path_of
from addin.desk.review.lists import Heads, Listed, lists_of, read_sheets
from scoring.values.quantity import COMPARATORS, plain_number

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
_HEADS: Heads = {
    "code": ("项目编码", "项目代码", "编码"),
    "project": ("项目名称", "项目", "专项名称"),
    "unit": ("单位名称", "实施单位", "项目单位", "预算单位", "填报单位", "部门名称", "部门"),
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "indicator": ("三级指标", "指标名称", "绩效指标", "指标"),
    "sign": ("指标性质", "指标符号", "运算符号", "比较符", "符号"),
    "target": ("年度指标值", "指标值", "目标值", "年度目标值", "绩效指标值"),
    "measure": ("计量单位", "度量单位", "指标值单位"),
    "weight": ("分值", "权重", "指标分值"),
    "either": ("单位",),
}
_OWN = {"code", "unit", "project", "either"}
Whose = tuple[str, str, str]
"""The project's code, its unit, its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One approved indicator, as texts."""

    whose: Whose
    path: str
    target: str
    weight: str


def read_list(path: Path) -> Iterator[Line]:
    """The lines of every sheet that is such a list; none where there is none. UserError: the file
    can't be read."""
    if path.suffix.lower() in WORKBOOKS:
        for listed in lists_of(read_sheets(path), _HEADS, _is_head):
            yield from _lines(listed)


def _is_head(roles: Collection[str]) -> bool:
    return {"indicator", "target"} <= {*roles} and not _OWN.isdisjoint(roles)


def _lines(listed: Listed) -> Iterator[Line]:
    """A line that names no project, and no other unit, belongs to the project above."""
    whose: Whose = ("", "", "")
    places = listed.places
    either = "unit" if places.get("either", 0) < places["indicator"] else "measure"
    for texts in listed.lines:
        line = {role: said for role, said in texts.items() if said}
        line.setdefault(either, texts.get("either", ""))
        own = line.get("code", ""), line.get("unit", ""), line.get("project", "")
        goes_on = not own[0] and not own[2] and own[1] in ("", whose[1])
        whose = whose if goes_on else own
        if line.get("indicator") and line.get("target"):
            levels = (line.get(role, "") for role in ("level1", "level2", "indicator"))
            yield Line(whose, path_of(filter(None, levels)), _target(line),
                       line.get("weight", ""))


def _target(line: dict[str, str]) -> str:
    """``≥``, ``12`` and ``公里`` may stand in three columns."""
    sign, said = line.get("sign", ""), line["target"]
    if plain_number(said) is None:
        return said
    return f"{sign if sign in COMPARATORS else ''}{said}{line.get('measure', '')}"
