"""加权平均: an answer a line: 非常满意：5分（份数填：满意度_非常满意）."""

from __future__ import annotations

import re

from scoring.clauses.strict.words import (
    Columns,
    Data,
    NotUnderstoodError,
    lines,
    number,
    on_one_line,
)
from scoring.rules.scales.tally import Tally
from scoring.values.amounts import NUMBER, plain

_ANSWER = re.compile(rf"(?P<name>[^：:]+)[：:]\s*(?P<points>{NUMBER})分"
                     r"(?:[（(]份数填[：:](?P<input>[^）)]+)[）)])?")


def told(rule: Tally) -> str:
    return "\n".join(
        f"{on_one_line(answer.name, '：', ':')}：{plain(answer.points)}分"
        + (f"（份数填：{on_one_line(answer.input, '）', ')')}）" if answer.input else "")
        for answer in rule.answers)


def read(text: str, columns: Columns) -> Data:
    if columns.figures:
        raise NotUnderstoodError("加权平均的份数不写在这里，这一格须空着", "算什么")
    return {"kind": "tally", "answers": [_answer(line) for line in lines(text)]}


def _answer(line: str) -> Data:
    found = _ANSWER.fullmatch(line)
    if found is None:
        raise NotUnderstoodError(f"“{line}”看不懂，应写：满意：4分")
    made: Data = {"name": found["name"].strip(), "points": number(found["points"])}
    return {**made, "input": found["input"].strip()} if found["input"] else made
