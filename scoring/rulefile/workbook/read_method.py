"""Rows of the sheet 办法 as the data of a rule file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from scoring.clauses.strict.words import Data, NotUnderstoodError
from scoring.rulefile.mistakes import Path
from scoring.rulefile.workbook import read_whole
from scoring.rulefile.workbook.method import (
    ABOVE,
    ACTUAL,
    CLAUSED,
    DOUBT,
    DOUBT_SUM,
    DOUBTED,
    GRADE,
    GRADED,
    ITEM,
    LEVEL,
    LOST,
    NAME,
    OPEN,
    PLAIN,
    SAID,
    SCORE,
    SOURCE,
    SUM,
    TEXT,
    TOGETHER,
)
from scoring.rulefile.workbook.read_rules import Found
from scoring.rulefile.workbook.read_whole import clause_of, points
from scoring.rulefile.workbook.tables import Line
from scoring.values.amounts import read as number_of
from scoring.values.amounts import span_of, span_pattern


def read(lines: Sequence[Line], found: Found) -> None:
    for line in lines:
        if line[ITEM] in PLAIN:
            found.places[(PLAIN[line[ITEM]],)] = line.place(SAID)
        if line.blank or not (line[SAID] or line[TEXT] or line[NAME]):
            continue
        try:
            path = _read(line, found.data)
        except (ValueError, ZeroDivisionError, NotUnderstoodError) as error:
            found.mistakes.append((line.place(SAID), "", str(error)))
        else:
            found.places.setdefault(path, line.place(SAID))
            found.places.setdefault(path[:1], line.place(SAID))


def _read(line: Line, data: Data) -> Path:
    item = line[ITEM]
    if item in PLAIN:
        return _plain(PLAIN[item], line[SAID], data)
    if item in SOURCE:
        data.setdefault("source", {})[SOURCE[item]] = line[SAID]
        return "source", SOURCE[item]
    if reader := _READERS.get(item):
        return reader(line, data)
    known = "、".join([*PLAIN, *SOURCE, *_READERS])
    raise NotUnderstoodError(f"不认识“{item}”这一项，可写：{known}")


def _plain(name: str, said: str, data: Data) -> Path:
    if name == "year":
        data[name] = int(number_of(said.removesuffix("年度").removesuffix("年")))
    elif name == "names":
        data[name] = [word.strip() for word in re.split("[、,，]", said)]
    else:
        data[name] = said
    return (name,)


def _open(line: Line, data: Data) -> Path:
    data.setdefault("source", {}).setdefault("unverified", []).append(line[SAID])
    return "source", "unverified"


def _lost(line: Line, data: Data) -> Path:
    data["lost"] = {"weight": points(line[NAME]), "why": line[SAID]}
    return ("lost",)


def _grade(line: Line, data: Data) -> Path:
    span, _, words = line[SAID].replace(";", "；").partition("；")
    made: Data = {"name": line[NAME], "total": _span(GRADED, span)}
    if words := words.strip().removeprefix("同：").removeprefix("同:"):
        made["words"] = [word.strip() for word in words.split("、")]
    grades = data.setdefault("grades", [])
    grades.append(made)
    return "grades", len(grades) - 1


def _checks(data: Data) -> Data:
    made: Data = data.setdefault("checks", {})
    return made


def _sum(line: Line, data: Data) -> Path:
    _checks(data)["total_weight"] = points(line[SAID])
    return "checks", "total_weight"


def _level(line: Line, data: Data) -> Path:
    _checks(data).setdefault("level_weights", {})[line[NAME]] = points(line[SAID])
    return "checks", "level_weights", line[NAME]


def _claused(line: Line, data: Data) -> Path:
    name = CLAUSED[line[ITEM]]
    if clause := clause_of(line):
        _checks(data)[name] = clause
    if line[ITEM] == ABOVE and line[SAID]:
        _checks(data)["reason_above"] = points(line[SAID])
    return "checks", name


def _doubt(line: Line, data: Data) -> Path:
    doubts = _checks(data).setdefault("doubts", [])
    doubts.append({"say": line[SAID], "rows": []})
    if clause := clause_of(line):
        doubts[-1]["clause"] = clause
    return "checks", "doubts", len(doubts) - 1


def _of_doubt(line: Line, data: Data) -> list[Data]:
    doubts: list[Data] = _checks(data).get("doubts", [])
    if not doubts:
        raise NotUnderstoodError(f"“{line[ITEM]}”须写在“{DOUBT}”之下")
    return doubts


def _doubted(line: Line, data: Data) -> Path:
    doubts = _of_doubt(line, data)
    row: Data = {"indicator": line[NAME]}
    for said in filter(None, re.split("[；;]", line[SAID])):
        key = "actual" if ACTUAL in said else "score"
        row[key] = _span(ACTUAL if key == "actual" else SCORE, said.strip())
    doubts[-1]["rows"].append(row)
    return "checks", "doubts", len(doubts) - 1


def _doubt_sum(line: Line, data: Data) -> Path:
    doubts = _of_doubt(line, data)
    doubts[-1]["sum"] = _span(TOGETHER, line[SAID])
    return "checks", "doubts", len(doubts) - 1


_READERS: dict[str, Callable[[Line, Data], Path]] = {
    OPEN: _open, LOST: _lost, GRADE: _grade, SUM: _sum, LEVEL: _level, **dict.fromkeys(
        CLAUSED, _claused), DOUBT: _doubt, DOUBTED: _doubted, DOUBT_SUM: _doubt_sum,
    **read_whole.READERS}


def _span(name: str, text: str) -> str:
    found = re.fullmatch(span_pattern(f"{name}|得分"), text.strip())
    if found is None:
        raise NotUnderstoodError(f"“{text}”看不懂，应写：80≤{name}＜90")
    return span_of(found)
