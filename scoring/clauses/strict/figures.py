"""算什么: the figures of a rule, one a line: 预算完成率＝预算完成数 ÷ 年初预算数；上限：100%."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scoring.clauses.strict.words import (
    CannotTellError,
    Data,
    NotUnderstoodError,
    lines,
    number,
    on_one_line,
    unit_of,
)
from scoring.rules.expression import parse
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.scales.base import Scale
from scoring.values.amounts import said, span_of, span_pattern, within
from scoring.values.exact import Mode, Rounding

VALUE = "该数"
"""What the limits of a figure call it."""
_ROUNDING = re.compile(r"(?P<mode>四舍五入|去尾|进一)(?:取整|到(?P<places>\d+)位小数)")
_MODES: dict[str, Mode] = {"四舍五入": "四舍五入", "去尾": "去尾", "进一": "进一"}


def figures(rule: Scale) -> list[Measure]:
    """Every figure that the rule uses, once each. No two may have one name."""
    found = list(dict.fromkeys(rule.measures()))
    names = [measure.said for measure in found]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise CannotTellError(f"两个不同的数都叫“{twice}”")
    return found


def told(measures: Iterable[Measure]) -> str:
    return "\n".join(map(_told, measures))


def _told(measure: Measure) -> str:
    formula = on_one_line(measure.formula, "；", ";", "＝", "=")
    parts = [f"{on_one_line(measure.name, '；', ';', '＝', '=')}＝{formula}" if measure.name
             else formula]
    if measure.unit:
        parts.append(f"单位：{on_one_line(measure.unit, '；', ';')}")
    if measure.stand_in:
        parts.append(f"只有结果时填：{on_one_line(measure.stand_in, '；', ';')}")
    unit = measure.worded_unit
    if measure.cap is not None:
        parts.append(f"上限：{said(measure.cap, unit)}")
    if measure.cap_each is not None:
        parts.append(f"每个数的上限：{said(measure.cap_each, unit)}")
    if measure.domain is not None:
        parts.append(f"条款只规定：{within(VALUE, measure.domain, unit)}")
    if measure.round is not None:
        parts.append(f"舍入：{rounding(measure.round)}")
    return "；".join(parts)


def rounding(step: RoundStep) -> str:
    """四舍五入到2位小数, with the reading that stands behind it."""
    if step.places < 0:
        raise CannotTellError(f"舍入到{step.places}位")
    reading = f"，读法：{on_one_line(step.reading)}" if step.reading else ""
    return f"{Rounding(step.places, step.mode)}{reading}"


def rounding_read(text: str) -> Data:
    plain, _, reading = text.partition("，读法：")
    found = _ROUNDING.fullmatch(plain.strip())
    if found is None:
        raise NotUnderstoodError(f"“{text}”不是舍入（如 四舍五入到2位小数、去尾取整）")
    made: Data = {"places": int(found["places"] or 0), "mode": _MODES[found["mode"]]}
    return {**made, "reading": reading} if reading else made


def read(text: str) -> dict[str, Data]:
    """The figures by the names that 得分规定 calls them."""
    found: dict[str, Data] = {}
    for line in lines(text):
        figure = _read(line)
        name = figure.get("name") or figure["formula"]
        if name in found:
            raise NotUnderstoodError(f"“{name}”写了两次", "算什么")
        found[name] = figure
    return found


def _read(line: str) -> Data:
    before, *_ = line.partition("；舍入：")
    head, *notes = re.split("[；;]", before)
    if rest := line[len(before):]:
        notes.append(rest[1:])
    *name, formula = re.split("[＝=]", head, maxsplit=1)
    made: Data = {"formula": formula.strip()}
    if name:
        made["name"] = name[0].strip()
    try:
        parse(made["formula"])
    except ValueError as error:
        raise NotUnderstoodError(str(error), "算什么") from None
    units = [note for note in notes if note.strip().startswith("单位")]
    for note in (*units, *(note for note in notes if note not in units)):
        made |= _note(note.strip(), unit_of(made))
    return made


def _note(note: str, unit: str) -> Data:
    key, _, value = note.replace(":", "：", 1).partition("：")
    value = value.strip()
    try:
        match key:
            case "单位":
                return {"unit": value}
            case "只有结果时填":
                return {"stand_in": value}
            case "上限":
                return {"cap": number(value, unit)}
            case "每个数的上限":
                return {"cap_each": number(value, unit)}
            case "条款只规定":
                found = re.fullmatch(span_pattern(VALUE), value)
                if found:
                    return {"domain": span_of(found, unit)}
            case "舍入":
                return {"round": rounding_read(value)}
    except (ValueError, NotUnderstoodError) as error:
        raise NotUnderstoodError(str(error), "算什么") from None
    raise NotUnderstoodError(f"“{note}”看不懂，可写：名称＝算式；单位：…；上限：…；每个数的上限：…；"
                             f"条款只规定：{VALUE}≥0；只有结果时填：…；舍入：…", "算什么")
