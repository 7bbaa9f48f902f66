"""要点计分: the key points with their numbers, a line each, then what so many of them earn."""

from __future__ import annotations

import re

from scoring.clauses.strict.words import (
    EARNED,
    CannotTellError,
    Columns,
    Data,
    NotUnderstoodError,
    earned,
    earning,
    lines,
    number,
    on_one_line,
)
from scoring.rules.scales.checklist import Checklist, Met
from scoring.values.amounts import NUMBER, plain, span_of, span_pattern, within

COUNT = "符合项数"
SINGLE, EQUAL = "符合的得满分，否则不得分", "各点分值相等，符合的得分，不符合的不得分"
_ITEM = re.compile(r"(\d+)[.．、]\s*(.+)")
_WORTH = re.compile(rf"(.+)[，,]得({NUMBER})分")
_WORD = re.compile(r"“(.+)”即符合(\d+)项")
_MET = re.compile(rf"(?:(?P<whole>全部符合|符合)|符合其中(?P<number>\d+)项(?P<down>及以下)?|(?P<nothing>都不符合)"
                  rf"|{span_pattern(COUNT)})(?:的)?[，,]\s*{EARNED}")


def told(rule: Checklist) -> str:
    found = [f"{place}.{item}" for place, item in enumerate(items(rule.items), 1)]
    if rule.worth:
        found = [f"{item}，得{plain(worth)}分"
                 for item, worth in zip(found, rule.worth, strict=True)]
    elif rule.table:
        found.append("；".join(f"{_met(line, rule)}，{earned(line.points, line.share)}"
                              for line in rule.table))
    else:
        found.append(SINGLE if len(rule.items) == 1 else EQUAL)
    found += [f"“{on_one_line(word, '”')}”即符合{met}项" for word, met in rule.words.items()]
    return "\n".join(found)


def items(points: tuple[str, ...]) -> list[str]:
    """Key points that can stand in a line of their own."""
    if bad := next((point for point in points if _WORTH.fullmatch(point) or not point), None):
        raise CannotTellError(f"评价要点“{bad}”看起来带着分数" if bad else "有一个评价要点是空的")
    return [on_one_line(point) for point in points]


def _met(line: Met, rule: Checklist) -> str:
    low, high, whole = line.met.low, line.met.high, len(rule.items)
    if low is not None and low == high and low.denominator == 1:
        if low == whole:
            return "全部符合" if whole > 1 else "符合"
        return f"符合其中{low}项" if low else "都不符合"
    if low is None and high is not None and line.met.high_closed and high > 0:
        return f"符合其中{plain(high)}项及以下"
    return within(COUNT, line.met)


def numbered(found: list[str]) -> tuple[list[str], list[str]]:
    """The key points, numbered from 1 in order, and the lines after them."""
    points = list[str]()
    while len(points) < len(found) and (item := _ITEM.fullmatch(found[len(points)])):
        if int(item[1]) != len(points) + 1:
            raise NotUnderstoodError(f"评价要点的编号不连续：第{len(points) + 1}点写作“{item[1]}”")
        points.append(item[2])
    if not points:
        raise NotUnderstoodError("应逐行写评价要点：1.…，下一行 2.…")
    return points, found[len(points):]


def read(text: str, columns: Columns) -> Data:
    if columns.figures:
        raise NotUnderstoodError("要点计分不用数，这一格须空着", "算什么")
    points, rest = numbered([line for line in lines(text) if line.rstrip("：:") != "评价要点"])
    words = {word[1]: int(word[2]) for line in rest if (word := _WORD.fullmatch(line))}
    rest = [line for line in rest if not _WORD.fullmatch(line)]
    made: Data = {"kind": "checklist", "items": points}
    if words:
        made["words"] = words
    worths = [_WORTH.fullmatch(point) for point in points]
    if all(worths) and not rest:
        return {**made, "items": [found[1] for found in worths if found],
                "worth": [number(found[2]) for found in worths if found]}
    if "".join(rest) in (SINGLE, EQUAL):
        return made
    table = [_line(line, len(points))
             for line in lines(re.sub("[；;]", "\n", "\n".join(rest)))]
    if not table:
        raise NotUnderstoodError("最后须写符合几项得几分，或逐点写“，得1分”")
    return {**made, "table": table}


def _line(line: str, whole: int) -> Data:
    found = _MET.fullmatch(line)
    if found is None:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：全部符合，得3分；符合其中2项，得2分；符合其中1项及以下，得0分")
    if found["whole"]:
        met = str(whole)
    elif found["nothing"]:
        met = "0"
    elif found["number"]:
        met = f"≤ {found['number']}" if found["down"] else found["number"]
    else:
        met = span_of(found)
    return {"met": met, **earning(found)}
