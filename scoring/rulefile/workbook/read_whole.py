"""Rows of the sheet 办法 that say how the whole is reckoned: weights, roundings, the total, and what
is not taken from the ruleset that is extended."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from scoring.clauses.strict import conditions, figures
from scoring.clauses.strict.words import Data, NotUnderstoodError
from scoring.rulefile.mistakes import Path
from scoring.rulefile.workbook.method import (
    EQUAL,
    INFERRED,
    INHERITED,
    NAME,
    PLACE,
    READING,
    ROUND,
    SAID,
    TEXT,
    TOTAL_CAP,
    TOTAL_CAP_WHILE,
    TOTAL_CONDITION,
    WITHOUT,
)
from scoring.rulefile.workbook.tables import Line
from scoring.values.amounts import AMOUNT, span_of, span_pattern
from scoring.values.amounts import read as number_of

_EQUAL = re.compile(rf"(?P<weight>{AMOUNT})分?[，,]\s*(?:余数归(?P<rest>末项|首项)[，,]\s*)?"
                    r"(?P<round>.+)")


def points(text: str) -> str:
    """A number of 分 as a rule file writes it."""
    return str(number_of(text.removesuffix("分")))


def clause_of(line: Line) -> Data:
    """The clause that stands in the row; empty where none does."""
    return {key: line[column] for key, column in (
        ("text", TEXT), ("place", PLACE), ("reading", READING), ("inferred", INFERRED))
        if line[column]}


def _without(line: Line, data: Data) -> Path:
    by_word = {word: name for name, word in INHERITED.items()}
    words = [word.strip() for word in re.split("[、,，]", line[SAID])]
    if bad := next((word for word in words if word not in by_word), None):
        raise NotUnderstoodError(f"不认识“{bad}”，可写：{'、'.join(by_word)}")
    data["without"] = [by_word[word] for word in words]
    return ("without",)


def _round(line: Line, data: Data) -> Path:
    data["round"] = figures.rounding_read(line[SAID])
    return ("round",)


def _equal(line: Line, data: Data) -> Path:
    found = _EQUAL.fullmatch(line[SAID])
    if found is None:
        raise NotUnderstoodError(f"“{line[SAID]}”看不懂，应写：50分，余数归末项，四舍五入取整")
    equal: Data = {"level": line[NAME], "weight": points(found["weight"]),
                   "round": figures.rounding_read(found["round"]), "clause": clause_of(line)}
    if found["rest"]:
        equal["rest"] = found["rest"]
    data.setdefault("equal_weights", []).append(equal)
    return "equal_weights", len(data["equal_weights"]) - 1


def _cap_while(line: Line, data: Data) -> Path:
    measures = figures.read(line[NAME])
    if len(measures) != 1:
        raise NotUnderstoodError("“名称”一栏写一个数，如：预算执行率＝全年执行数 ÷ 全年预算数")
    (name, measure), = measures.items()
    found = re.fullmatch(rf"{span_pattern(re.escape(name))}的?[，,]\s*总分不超过(?P<cap>{AMOUNT})分?",
                         line[SAID])
    if found is None:
        raise NotUnderstoodError(f"“{line[SAID]}”看不懂，应写：70%≤{name}＜80%，总分不超过89分")
    total = data.setdefault("total", {})
    total.setdefault("caps", []).append({
        "measure": measure, "when": span_of(found, str(measure.get("unit", ""))),
        "cap": points(found["cap"])})
    return ("total",)


def _cap(line: Line, data: Data) -> Path:
    data.setdefault("total", {})["cap"] = points(line[SAID])
    return ("total",)


def _total(line: Line, data: Data) -> Path:
    total: dict[str, Any] = data.setdefault("total", {})
    for key, value in conditions.read(line[SAID]).items():
        if key == "not_applicable":
            raise NotUnderstoodError("总分没有“不适用”")
        if isinstance(value, list):
            total.setdefault(key, []).extend(value)
        else:
            total[key] = value
    return ("total",)


READERS: Mapping[str, Callable[[Line, Data], Path]] = {
    WITHOUT: _without, ROUND: _round, EQUAL: _equal, TOTAL_CAP: _cap, TOTAL_CAP_WHILE: _cap_while,
    TOTAL_CONDITION: _total}
