"""Which figure a clause speaks of: its name, and its formula where one is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scoring.clauses.grammar import Given
from scoring.clauses.normal import normal
from scoring.rules.expression import parse
from scoring.rules.input import defined_name
from scoring.rules.measure import ACTUAL, TARGET

_DEFINED = re.compile(r"(?:\d{1,2}[.、]|\(\d{1,2}\)|[①-⒛])? ?"
                      r"(?P<left>[^,;。\n=:]{2,40}?)(?:\(%\))?=(?P<right>[^;。\n=]+)")
VAGUE = ("结果", "指标", "该指标", "本指标", "实际", "全年进度", "完成率", "比率", "比例", "实际值", "控制率", "变动率", "计算结果",
         "目标完成率", "实际完成率", "指标完成值", "实际完成值", "完成值", "指标实际值")
_COMPLETION = re.compile(
    r"(?:实际)?(?:完成|达到|实现)?(?:年度|全年|预期|绩效)?(?:计划|目标|任务)?(?:总)?(?:数|量|值|任务)?"
    r"(?:(?:达到|占|为|在)?(?:年度)?(?:计划|目标|指标)(?:任务)?(?:数|量|值)?)?(?:的)?")
_OF_TARGET = re.compile("目标值|指标值|计划[数值]")
_COMPLETION_RATE = re.compile("(?:目标|指标|实际|任务|计划)?完成(?:率|比例|程度)")
_RATE = re.compile("(?:率|比|比例|比重|程度|进度|满意度|%)$")
_TAIL = re.compile(r"(?:时|的|(?<=.)(?:调查|测评)结果|"
                   r"(?<=.)(?:(?:调查|测评)结果)?(?:控制|保持|稳定|维持)?(?<!存)(?<!现)在)$")
NEGATIVE = "偏差为负的怎样计没有写，由人认定"
_EITHER_WAY = re.compile("偏差|误差|偏离")
_ACTUAL = re.compile("^(?:各项|本项|该项|实际|全年|年度)+")
_NAME = re.compile(r"[A-Za-z_“\u4e00-\u9fff][\w“”·\u4e00-\u9fff]*")


def measure(given: Given, subject: str = "", unit: str = "") -> dict[str, Any]:
    """The figure as a rule file writes it. ``subject`` are the clause's words for it; the name of
    the indicator stands in where it says none, or only 结果. A limit of a 偏差率 says nothing of how
    far below it one may be.

    >>> measure(Given(name="支出率", formulas={"支出率": "支出数 ÷ 预算数"}), "", "%")
    {'name': '支出率', 'formula': '支出数 ÷ 预算数'}
    """
    if unit == "%" and is_share_of_target(subject, given.name):
        return {"name": "完成率", "formula": f"{ACTUAL} ÷ {TARGET}"}
    name = _named(subject, given.name)
    if subject and plain_name(subject) in VAGUE and len(given.formulas) == 1:
        (defined, formula), = given.formulas.items()
        return {"name": plain_name(given.name) if given.name else defined, "formula": formula}
    for defined, formula in given.formulas.items():
        if _same(defined, name) or (not subject and _same(defined, given.name)):
            return {"name": defined, "formula": formula}
    made: dict[str, Any] = {"name": name, "formula": name}
    if _EITHER_WAY.search(name):
        made["domain"] = "≥ 0"
    return {**made, "unit": unit} if unit else made


def is_completion(words: str) -> bool:
    """Whether a clause's words for a figure mean how much of the row's target is done.

    >>> is_completion("完成"), is_completion("实际完成数达到计划数的"), is_completion("完成率")
    (True, True, False)
    """
    return _COMPLETION.fullmatch(words.strip(",:、")) is not None


def is_rate(name: str) -> bool:
    """Whether a figure of that name is a share, and no number of things."""
    return _RATE.search(name) is not None


def is_share_of_target(words: str, name: str) -> bool:
    """Whether a percentage's words mean 实际值÷目标值: 实际完成数达到计划数的, and 完成率 of an indicator
    that is no rate itself.

    >>> is_share_of_target("完成率", "新建水池数"), is_share_of_target("完成率", "任务完成率")
    (True, False)
    """
    own = plain_name(name) if name else ""
    rate = _COMPLETION_RATE.fullmatch(words.strip(",:、")) and own and not _RATE.search(own)
    return bool(rate) or (is_completion(words) and _OF_TARGET.search(words) is not None)


def of_the_row(words: str, name: str) -> bool:
    """Whether a clause's words before 达到目标值 mean the figure of the row that prints it.

    >>> of_the_row("实际成本", "项目成本"), of_the_row("", "产量"), of_the_row("投诉处理率", "群众满意度")
    (True, True, False)
    """
    said = _ACTUAL.sub("", plain_name(words)) if words else ""
    own = plain_name(name) if name else ""
    return not (said and own) or said in VAGUE or is_completion(said) or said in own or own in said


def count(what: str, unit: str) -> dict[str, Any]:
    """A number that somebody counts: 未及时处理次数."""
    name = plain_name(what)
    made = name if name.endswith(("数", f"{unit}次")) else f"{name}{_counted(unit)}数"
    return {"name": made, "formula": made, "unit": unit}


def _counted(unit: str) -> str:
    return {"个": "个", "年": "年", "个月": "月"}.get(unit, unit)


def formulas(text: str) -> Mapping[str, str]:
    """The definitions that a text prints: X率=A÷B×100%. Those that are no arithmetic are passed
    over: their figure is then asked for as a whole."""
    found: dict[str, str] = {}
    for match in _DEFINED.finditer(normal(text).text):
        if formula := arithmetic(match["right"]):
            found[plain_name(match["left"])] = formula
    return found


def arithmetic(text: str) -> str:
    """The right side of a definition as a formula of a rule file; empty where it is none.

    >>> arithmetic("[(本年数-上年数)/上年数]×100%")
    '（本年数 − 上年数） ÷ 上年数'
    """
    plain = text.translate(str.maketrans("[]{}", "()()")).strip("。,;")
    plain = re.sub(r"×100%?(?=[/÷)]|$)", "", plain)
    plain = unwrapped(plain)
    names = sorted({found[0] for found in _NAME.finditer(plain)}, key=len, reverse=True)
    if not names or any(re.search(r"[A-Za-z]$|之和|总和|合计$|其中", name) for name in names):
        return ""
    plain = _NAME.sub(lambda found: defined_name(found[0]), plain)
    try:
        parse(plain)
    except ValueError:
        return ""
    if re.search(r"[^\w“”·()+\-×÷/.%]", plain):
        return ""
    spaced = re.sub(r"([+\-×÷/])", r" \1 ", plain)
    return spaced.translate(str.maketrans("-/()", "−÷（）"))


def unwrapped(formula: str) -> str:
    """The formula without a pair of brackets around all of it.

    >>> unwrapped("(甲+乙)"), unwrapped("(甲+乙)÷(丙+丁)")
    ('甲+乙', '(甲+乙)÷(丙+丁)')
    """
    depth = 0
    for place, character in enumerate(formula):
        depth += (character in "(（") - (character in ")）")
        if not depth:
            return formula[1:-1] if place and place == len(formula) - 1 else formula
    return formula


def plain_name(text: str) -> str:
    """The words as the name of an input: no brackets, quotes and closing 的."""
    bare = re.sub(r"\([^()]*\)", "", text)
    return defined_name(_TAIL.sub("", bare.strip(",:;。、\n")))


def _named(subject: str, indicator: str) -> str:
    own, given = plain_name(subject) if subject else "", plain_name(indicator) if indicator else ""
    if given and (not own or own in VAGUE or given.endswith((own, f"{own}率"))):
        return given
    return own or given or "本项指标值"


def _same(one: str, other: str) -> bool:
    one, other = plain_name(one), plain_name(other)
    return one == other or (len(min(one, other, key=len)) > 3 and (
        one.endswith(other) or other.endswith(one)))
