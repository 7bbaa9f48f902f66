"""``pe rules show``: a ruleset printed back as 评分标准, to be read beside the official text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from scoring.rules.clause import Clause
from scoring.rules.example import Example
from scoring.rules.indicator import Default, Indicator
from scoring.rules.inputs import InputSpec, inputs_of
from scoring.rules.rule import KIND_NAMES
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.rules.scales.base import Scale
from scoring.rules.scales.parts import Part, Parts
from scoring.values.exact import show
from scoring.values.wording import amount, bounds


def printed(ruleset: Ruleset) -> Iterator[str]:
    """The ruleset as 评分标准, an indicator a paragraph, beside its clauses."""
    yield f"{ruleset.id}　{ruleset.title}"
    if ruleset.source is not None:
        issuer = _in_brackets(ruleset.source.issuer)
        yield f"依据：{ruleset.source.document}{issuer}{ruleset.source.number}"
        yield from (f"未核实：{each}" for each in ruleset.source.unverified)
    if ruleset.execution is not None:
        yield from _rule(EXECUTION_RATE, ruleset.execution, ruleset.execution.weight)
    for indicator in ruleset.indicators:
        yield from _rule(" / ".join(indicator.path), indicator, indicator.weight)
    for default in ruleset.defaults:
        when = default.when
        conditions = "，".join("或".join(part) for part in
                              (when.target, when.comparator, when.level) if part)
        yield from _rule(f"其他指标（{conditions or '其余'}）", default, None)
    yield from _whole(ruleset)
    if specs := inputs_of(ruleset):
        yield "\n基础数据："
        yield from map(_input, specs)


def _whole(ruleset: Ruleset) -> Iterator[str]:
    """What holds for all indicators: weights, roundings, the total, reasons, grades."""
    if ruleset.equal_weights:
        yield "\n分值：" + "".join(equal.sentence() for equal in ruleset.equal_weights)
    if ruleset.round is not None:
        yield f"\n得分：各项得分{ruleset.round.told}。"
    if ruleset.total is not None:
        yield f"\n总分：{ruleset.total.sentence()}"
    for said, clause in ruleset.checks.reasons() if ruleset.checks is not None else ():
        yield f"\n原因说明：{said}"
        yield from [f"  条款：{clause}"] if clause is not None else []
    if ruleset.grades:
        yield "\n等级：" + "；".join(f"{g.name} {g.total}".replace("x", "得分") for g in ruleset.grades)


def _rule(name: str, ruled: Indicator | Default | Execution,
          weight: Fraction | None) -> Iterator[str]:
    rule, clause = ruled.rule, ruled.clause
    points = f"（{show(weight)}分）" if weight is not None else ""
    yield f"\n{name}{points}　{KIND_NAMES[rule.kind]}"
    for word, said in (("评分标准", "\n".join(_sentences(rule))),
                       ("条件", ruled.conditions.sentence() if ruled.conditions else ""),
                       ("口径", "；".join(_limits(rule))),
                       ("条款", clause),
                       ("舍入", "；".join(_roundings(rule))),
                       ("读法", clause.reading), ("推断", clause.inferred),
                       ("核对", _unchecked(clause)),
                       ("算例", _examples(ruled.examples))):
        if said:
            yield f"  {word}：{said}".replace("\n", "\n    ")


def _unchecked(clause: Clause) -> str:
    """That nobody has found the rule right yet, with what stands under 核对 instead of a name."""
    said = (clause.checked or "").strip()
    return "" if not clause.unchecked else f"“{said}”，不算核对过" if said else "还没有人核对"


def _sentences(rule: Scale, number: str = "") -> Iterator[str]:
    """The rule's own sentence; of parts a line each, numbered 1, 1.1 and so on."""
    if not isinstance(rule, Parts) or rule.each is not None:
        yield rule.sentence()
        return
    if not number:
        yield "本指标得分为下列各部分得分之和。"
    for place, part in enumerate(rule.parts, 1):
        own = f"{number}{place}"
        title = f"{own}. {part.name}（{_worth(part, len(rule.parts))}）："
        conditions = part.conditions.sentence() if part.conditions else ""
        if isinstance(part.rule, Parts) and part.rule.each is None:
            yield f"{title}{conditions}"
            yield from _sentences(part.rule, f"{own}.")
        else:
            yield f"{title}{part.rule.sentence()}{conditions}"
        yield from [f"读法：{part.reading}"] if part.reading else []
        yield from [f"算例：{said}" for said in _examples(part.examples).splitlines()]


def _worth(part: Part, count: int) -> str:
    if part.points is not None:
        return f"{show(part.points)}分"
    share = Fraction(1, count) if part.share is None else part.share
    whole = (share * 100).denominator == 1
    return f"占{amount(share, '%') if whole else share}"


def _limits(rule: Scale) -> Iterator[str]:
    """What a figure may be and where it comes from beside its formula, each by its name."""
    for measure in dict.fromkeys(rule.measures()):
        unit = measure.worded_unit
        if measure.cap is not None:
            yield f"“{measure.said}”最高按{amount(measure.cap, unit)}计"
        if measure.cap_each is not None:
            yield f"“{measure.said}”的每个数最高按{amount(measure.cap_each, unit)}计"
        if measure.domain is not None:
            yield f"条款只规定{bounds(measure.said, measure.domain, unit)}怎样计分"
        if measure.stand_in:
            yield f"“{measure.said}”只有结果的，填“{measure.stand_in}”"


def _roundings(rule: Scale) -> Iterator[str]:
    """What is rounded before it is scored, at any depth; of several figures each by its name."""
    measures = list(dict.fromkeys(rule.measures()))
    for measure in measures:
        if (step := measure.round) is not None:
            what = "比率" if len(measures) == 1 else f"“{measure.said}”"
            yield f"先把{what}{step.rounding}，再计分{f'（{step.note}）' if step.note else ''}"


def _examples(examples: tuple[Example, ...]) -> str:
    """One a line; what the notation has no words for is not shown."""
    from scoring.clauses.strict.words import CannotTellError
    from scoring.rulefile.workbook.examples import told

    try:
        return told(examples)
    except CannotTellError:
        return ""


def _input(spec: InputSpec) -> str:
    """One figure that is typed in: what it is, its unit, and which indicators use it."""
    kind = "" if spec.kind == "数字" else f"{spec.kind}{spec.count}个" if spec.count > 1 else spec.kind
    noted = "；".join(filter(None, (kind, spec.unit, f"取自{spec.source}" if spec.source else "",
                                 "可不填" if spec.optional else "",
                                 f"用于{'、'.join(spec.used_by)}" if spec.used_by else "")))
    meaning = "" if spec.meaning == spec.name else spec.meaning
    return f"  {spec.name}{_in_brackets(noted)}{f'：{meaning}' if meaning else ''}"


def _in_brackets(said: str) -> str:
    """Nothing where nothing is said."""
    return f"（{said}）" if said else ""
