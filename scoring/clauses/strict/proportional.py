"""比例计分: 预算执行率达到目标值得满分；未达到的，得分＝预算执行率÷目标值×分值. The target stands in
the column 目标值或起算点; where that is empty it is the row's own, or 100% of a figure."""

from __future__ import annotations

import re

from scoring.clauses.strict.words import Columns, Data, NotUnderstoodError, lines, number, unit_of
from scoring.rules.scales.proportional import Proportional
from scoring.values.amounts import AMOUNT, share

ACTUAL = "实际完成值"
_EITHER = "{b}达到目标值得满分；未达到的，正向指标得分＝{b}÷目标值×分值，反向指标得分＝"
_SUPPOSED = "没有写明方向的按指标名称推断"
_FORMS = (("正向", "A/B", "{b}达到目标值得满分；未达到的，得分＝{b}÷目标值×分值"),
          ("等于", "A/B", "{b}等于目标值得满分；未达到的，得分＝{b}÷目标值×分值"),
          ("反向", "A/B", "{b}不超过目标值得满分；超过的，得分＝目标值÷{b}×分值"),
          ("反向", "2-B/A", "{b}不超过目标值得满分；超过的，得分＝（2−{b}÷目标值）×分值"),
          ("推断", "A/B", f"{_EITHER}目标值÷{{b}}×分值，{_SUPPOSED}"),
          ("推断", "2-B/A", f"{_EITHER}（2−{{b}}÷目标值）×分值，{_SUPPOSED}"))


def told(rule: Proportional) -> str:
    name = ACTUAL if rule.measure is None else rule.measure.said
    reverse = rule.reverse if rule.direction in ("反向", "推断") else "A/B"
    form = next(form for way, how, form in _FORMS if (way, how) == (rule.direction, reverse))
    said = [form.format(b=name)]
    if rule.gate is not None:
        said.append(f"完成率低于{share(rule.gate)}的不得分")
    said += [f"完成率高于{share(tier.above)}的，得分值的{share(tier.share)}" for tier in rule.over]
    return "；\n".join(said) + "。"


def target(rule: Proportional) -> str:
    return "" if rule.target is None else share(rule.target)


def read(text: str, columns: Columns) -> Data:
    figure = columns.only
    name = ACTUAL if figure is None else next(iter(columns.figures))
    plain = "；".join(lines(text))
    for direction, reverse, form in _FORMS:
        said = _same(form.format(b=name))
        if (found := re.match(said, plain)) is None:
            continue
        made: Data = {"kind": "proportional", "direction": direction, "reverse": reverse}
        if figure is not None:
            made["measure"] = figure
        if columns.target.strip():
            made["target"] = number(columns.target, unit_of(figure))
        return made | _limits(plain[found.end():])
    raise NotUnderstoodError(f"应写：{_FORMS[0][2].format(b=name)}")


def _same(form: str) -> str:
    """A form as a pattern that takes half-width signs too."""
    made = re.escape(form)
    for full, either in (("；", "[；;]"), ("，", "[，,]"), ("＝", "[＝=]"), ("（", "[（(]"),
                         ("）", "[）)]"), ("−", "[−－-]"), ("÷", "[÷/]"), ("×", "[×*]")):
        made = made.replace(re.escape(full), either)
    return made


def _limits(rest: str) -> Data:
    made: Data = {}
    over = []
    for line in filter(None, re.split("[；;]", rest)):
        if found := re.fullmatch(rf"完成率低于({AMOUNT})的?[，,]?不得分", line):
            made["gate"] = number(found[1])
        elif found := re.fullmatch(rf"完成率高于({AMOUNT})的?[，,]?得分值的({AMOUNT})", line):
            over.append({"above": number(found[1]), "share": number(found[2])})
        else:
            raise NotUnderstoodError(f"“{line}”看不懂，可写：完成率低于60%的不得分；完成率高于150%的，得分值的50%")
    return {**made, "over": over} if over else made
