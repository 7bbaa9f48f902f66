"""Which rows a sentence under a form speaks of, and whether it says how many points they get."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.filing import Row
from scoring.filing.numbers import quantity
from scoring.rules.direction import directions
from scoring.rules.indicator import plain_name, target_kind

Scope = frozenset[str]
"""Kinds of rows; one that holds none of them is what the sentence before speaks of, or all."""
EXECUTION, COUNTED, WORDED, MORE, LESS, EVERY = "执行率", "定量", "定性", "正向", "反向", "各指标"
ALL: Scope = frozenset((EXECUTION, EVERY))
_EXECUTION = re.compile(r"预算(?:资金)?执行(?:率|情况|进度)?|执行率")
_EXCEPT = re.compile(r"除(?:了)?[^,;]{2,20}(?:以|之)?外")
_KINDS = {COUNTED: "定量|量化", WORDED: "定性", MORE: "正向", LESS: "反向|逆向|负向",
          EVERY: "(?:其[他它余]|各|每|所有|全部)(?:项|个|类|条)?(?:的)?(?:绩效|[一二三]级|具体)*指标"}
_LEVELS = {"满意": "满意度", "成本": "成本", "时效": "时效", "质量": "质量指标", "数量": "数量指标",
           "产出": "产出指标", "效益": "效益指标", "经济效益": "经济效益", "社会效益": "社会效益",
           "生态": "生态(?:环境)?效益", "可持续": "可持续"}
"""What a higher level is called in its name, and in a sentence."""
OF_SOME: Scope = frozenset((EXECUTION, *_LEVELS))
"""Kinds that are not told by what a target is like."""
_OF_INDICATORS = re.compile("指标|目标|完成|达成|达到|达标|实现")
_IN_NUMBERS = re.compile(r"完成(?:率|值|比例|程度)|(?:指标|目标)值的?\d|[1１]个?百分点|[÷/×]")
_GIVES = "[得计记给赋加扣减]"
_SHORT = r"(?:分值|权重)"
_POINTS = re.compile(
    rf"不(?:予|再|能)?[得计记给]分|{_GIVES}(?:该|本|此)?(?:项)?(?:指标)?的?(?:所赋)?(?:满|全|零|[一二三四五六七八九十半])分"
    rf"|{_GIVES}(?:该|本|此)?(?:项)?(?:指标)?的?(?:所赋)?(?:全部|一半|相应)?的?{_SHORT}|全部分值|扣完|扣光"
    r"|[得计记给加扣减按]\d+(?:\.\d+)?(?:分(?!为)|%)|得分为\d|为[0零]分"
    r"|%[^,;、]{0,8}\d+(?:\.\d+)?分|×[^,;]{0,6}分值|×(?:满分|\d+分)"
    r"|(?:分值|权重|满分)的?\d+(?:\.\d+)?%|分值区间|得分率?(?:=|为|按)[^,;]{0,30}[×÷/%]"
    rf"|按(?:照)?[^,;分]{{0,16}}(?:比例|程度|偏离度|折算|折扣)[^,;]{{0,6}}(?:{_GIVES}|计算|调减|折)"
    r"|按(?:完成)?比例$|酌情?(?:扣|减|给|得|计|打|赋)|扣[减除]?[^,;资金款]{0,6}分(?!析|配|布)|减半|折半|一票否决|得分清零")
_NO_RULE = re.compile(
    r"(?:可以?|均|也)?(?:不予?|免予?|免于|不再)扣分|扣分(?:原因|理由|依据|情况|说明|项目|事项)|扣分的?,?(?=[^,;]{0,8}(?:说明|注明|填写))"
    r"|[加扣]分(?:项|指标)|(?:满分|权重|分值)(?:设置|设定)?(?:为|占|:)?\d+分|(?:合|共|总|累)计为?\d+分|考核[^,;]{0,6}扣分"
    r"|(?:得分|评分)(?:低于|未达|不足|不到|小于)[^,;]*|未得满分"
    r"|[计评打得]分(?:标准|办法|方法|规则|细则|依据|说明|原则|公式|表)|按(?:照)?100%(?:计算?|计分)?|[得按计]满分计算?"
    r"|(?:分值|权重)(?:统一)?(?:设置|设定|确定|分配|调整)")
"""What speaks of points but says of no row what it gets."""
_OF_TOTAL = re.compile(
    r"^(?:绩效|项目|单位|部门)*(?:自评|评价|综合|最终|考核|绩效)*(?:总得?分|得分合计|总成绩|评分)|^(?:绩效)?(?:自评|综合)(?:自评)?得分"
    r"|\d分?[^,;]{0,8}[为评定](?:定为|为)?[“\"]?(?:优|良|中|差|合格|不合格)|等级|档次(?=[^,;]*优)")


def gives_points(sentence: str) -> bool:
    """Whether a sentence (in normal spelling) says what points anything but the total gets.

    >>> gives_points("定量指标完成率低于60%的不得分"), gives_points("得分低于分值80%的须说明原因")
    (True, False)
    """
    said = _NO_RULE.sub("", sentence)
    return _POINTS.search(said) is not None and not (
        _OF_TOTAL.search(said) and not _EXECUTION.search(said))


def scope_of(sentence: str) -> Scope:
    """The kinds of rows that a sentence names; where it names none, those that it can be said of.

    >>> sorted(scope_of("满意度指标95%以上得满分")), sorted(scope_of("完成率低于60%的得0分"))
    (['满意'], ['定量'])
    """
    said = _EXCEPT.sub("", sentence)
    named = frozenset(_named(said))
    if named or not _OF_INDICATORS.search(said):
        return named
    return frozenset((COUNTED if _IN_NUMBERS.search(said) else EVERY,))


def names_kinds(sentence: str) -> bool:
    """Whether a sentence says of which kinds of rows it speaks."""
    return any(_named(_EXCEPT.sub("", sentence)))


def _named(said: str) -> Iterator[str]:
    if _EXECUTION.search(said):
        yield EXECUTION
    yield from (kind for kind, words in (_KINDS | _LEVELS).items() if re.search(words, said))


def covers(scope: Scope, row: Row) -> bool:
    """Whether an indicator is one of those that are spoken of."""
    if EVERY in scope:
        return True
    levels = [plain_name(level.text) for level in row.levels]
    if EXECUTION in scope and levels and EXECUTION in levels[-1]:
        return True
    if any(kind in level for kind in scope & _LEVELS.keys() for level in levels):
        return True
    counted = target_kind(row)[0] in ("数量", "日期")
    if (COUNTED if counted else WORDED) in scope:
        return True
    return counted and bool(scope & {MORE, LESS} & _ways(row, tuple(levels)))


def _ways(row: Row, levels: tuple[str, ...]) -> frozenset[str]:
    """The directions that the row may count in. A plain = is one of reaching; a day one of
    not passing."""
    target = quantity(row.target)
    if target is None or target.is_date:
        return frozenset((MORE, LESS) if target is None else (LESS,))
    ways = directions(levels, target).readings
    return frozenset(MORE if way == "等于" else way for way in ways)
