"""Steps, cases and key points, with where they end: 每超过1个百分点, 每出现一例, 扣完为止."""

from __future__ import annotations

import re
from collections.abc import Callable

from scoring.clauses.atom import Atom, number
from scoring.clauses.bounds import NUMERAL, sized
from scoring.clauses.phrases.lexeme import ITEM, REST, SAME_UNIT, Found, Lexeme, any_of, bare, said
from scoring.clauses.vocabulary import ABOVE, BELOW, CASES, FOUND, LATE, TIMES, UNITS

_REFERENCE = r"(?:年度|绩效)?(?:目标值?|指标值|标准值?|计划(?:数|值)?|预算(?:数)?|概算|限额|规定|要求)?(?:的)?"
_STEP = rf"(?P<number>{NUMERAL})?(?:\(含\))?(?P<unit>{any_of(UNITS)})?(?P<closed>\(含\))?"


def _end(found: Found) -> Atom | None:
    """扣完5分为止; 扣至2分为止 is another thing: the least that is left."""
    points = found["points"]
    if points is None or points == "0":
        return said()
    return None if re.search("[至到]", found[0]) else said(points=number(points))


def _top(found: Found) -> Atom:
    points = [text for text in found.groupdict().values() if text]
    return said(points=number(points[0]) if points else None)


def _step(side: str) -> Callable[[Found], Atom | None]:
    def made(found: Found) -> Atom | None:
        if found["number"] is None and found["unit"] is None:
            return None
        size, unit = sized(number(found["number"] or "1"), found["unit"] or "")
        return said(number=size, unit=unit, side=side, closed=bool(found["closed"]))
    return made


def _partial(found: Found) -> Atom:
    """不足1个百分点的按1个百分点计. Another number than the step's is no rest of it: who reads it
    compares the two."""
    size, unit = sized(number(found["number"] or "1"), found["unit"])
    whole = found["as"] is None or number(found["as"]) == number(found["number"] or "1")
    way = "不计" if found["none"] else "按比例" if found["share"] else "计一步"
    return said(number=size if whole else None, unit=unit, left=way)


def _late(found: Found) -> Atom | None:
    return said(number=number(found["number"] or "1"), unit=found["unit"],
                 closed=bool(found["closed"]), left=found["late"] + found["what"])


def _case(found: Found) -> Atom:
    return said(number=number(found["number"] or "1"), unit=found["unit"],
                 left=found.groupdict().get("verb") or "")


def _count(found: Found) -> Atom:
    count = found.groupdict().get("number")
    return said(number=number(count) if count else None,
                 side="不足" if found.groupdict().get("down") else "")


LEXEMES = (
    Lexeme("余", re.compile(
        rf"(?:不足|不满|未满|不到)(?P<number>{NUMERAL})?(?P<unit>{any_of(UNITS)})(?:的|部分|时)*,?(?:均|也)?"
        rf"(?:按(?:照)?(?P<as>{NUMERAL})?(?P=unit)(?:计算|计扣|计|扣分|扣减|扣)(?!\d)"
        r"|(?P<none>不(?:予)?(?:扣分|扣减|计算|计(?!分)|扣(?!\d))|忽略不计|舍去)"
        r"|(?P<share>按(?:照)?比例(?:扣分|扣减|计算|折算)))"), _partial),
    Lexeme("底", re.compile(
        r"(?:直至|直到|以)?(?:根据上述扣分情况)?(?:扣|减|扣减)(?:完|光|至|到|满)"
        rf"(?:{ITEM}|全部|所有)?(?:分值|权重分|得分|分数|满分|分)?(?:(?P<points>\d+(?:\.\d+)?)分)?为?止"),
        _end),
    Lexeme("底", re.compile(r"(?:直至|直到)(?:扣完|0分|零分)|(?:扣|减)(?:至|到)(?:0|零)分?(?=[,;。\n]|$)"),
           bare),
    Lexeme("底", re.compile(
        rf"(?:{ITEM})?(?:最多|最高|至多)(?:可)?(?:扣减|扣除|扣)(?:至)?(?P<points>\d+(?:\.\d+)?)分"
        r"(?:为止|为限)?|扣分(?:以|最多|最高|不超过)(?P<most>\d+(?:\.\d+)?)分(?:为限|为止)?"),
        lambda found: said(points=number(found["points"] or found["most"]))),
    Lexeme("顶", re.compile(
        r"(?:最多|最高|至多)(?:可|不超过)?(?:得|加|计)?(?:至)?(?P<points>\d+(?:\.\d+)?)分(?:为止)?"
        r"|满分(?:为)?(?P<most>\d+(?:\.\d+)?)分|以(?P<limit>\d+(?:\.\d+)?)分为(?:上限|限|满分)"
        r"|(?:得|加|计)(?:满|到|至)(?:满分)?(?:(?P<end>\d+(?:\.\d+)?)分)?为止"
        r"|(?:得|到)?满分为止|(?:合|共)计?(?P<sum>\d+(?:\.\d+)?)分"),
        _top),
    Lexeme("勿", re.compile(
        r"(?:但)?(?:超过|超出|超额完成|超额|高于)(?:目标值?|指标值|计划|100%)?(?:部分|的|完成)*(?:也|均)?不(?:再)?(?:加|另加|额外加)分"
        r"|(?:但)?(?:最高|最终)?(?:得分)?不(?:得)?超过(?:该|本)?(?:项|指标)?(?:满分|分值|权重分?)"
        r"|(?:最高|最多)(?:得|计|为)?(?:满分|全分)"
        rf"|每(?:多|增加|超过|超出)(?:1|一)?(?:{any_of(UNITS)})?(?:的)?(?:也)?不(?:再)?加分"), bare),
    Lexeme("迟", re.compile(
        rf"(?:每|有)(?P<late>{any_of(LATE)})(?P<what>[\u4e00-\u9fff]{{0,4}}?)"
        rf"(?P<number>{NUMERAL})?(?P<unit>{any_of(TIMES)})(?P<closed>\(含\))?(?:的)?"), _late),
    Lexeme("迟", re.compile(
        rf"(?P<late>{any_of(LATE)})(?P<what>)(?P<number>{NUMERAL})(?P<unit>{any_of(TIMES)})"
        r"(?P<closed>\(含\))?(?:的)?(?=,?扣)"), _late, fresh=True),
    Lexeme("超", re.compile(
        rf"(?:每再?|再每)(?:{any_of(ABOVE)})(?:了)?{_REFERENCE}{_STEP}(?:的)?"),
        _step("超过")),
    Lexeme("超", re.compile(
        rf"(?:每再?|再每)(?:{any_of(BELOW)})(?:了)?{_REFERENCE}{_STEP}(?:的)?"),
        _step("不足")),
    Lexeme("超", re.compile(
        rf"每少完成(?P<number>{NUMERAL})?(?P<unit>%|个百分点|百分点)(?P<closed>\(含\))?(?:的)?"), _step("不足")),
    Lexeme("超", re.compile(r"每(?P<number>\d+(?:\.\d+)?)?(?P<unit>%|个百分点|百分点)(?P<closed>\(含\))?"),
           _step("")),
    Lexeme("符", re.compile(
        r"(?:以上|上述)?(?:每)?(?:符合|满足|做到|达到|具备|有)(?:其中)?(?:一|1)(?:项|点|条|个)(?:要求|条件)?(?:的)?"
        r"(?=,?(?:得|计|记))"), bare),
    Lexeme("全", re.compile(
        rf"(?:全部|全都|均|都)(?:符合|满足|达到|具备)(?:要求|条件)?(?:的)?"
        rf"|(?:符合|满足|达到|具备)(?:全部|所有)(?:(?P<number>{NUMERAL})(?:项|条|点|个))?(?:要求|条件|要点)?(?:的)?"),
        _count),
    Lexeme("中", re.compile(
        rf"(?:仅|只)?(?:符合|满足|达到|具备)(?:其中)?(?:的)?(?P<number>{NUMERAL}|零)(?:项|条|点|个)"
        r"(?P<down>及以下|以下)?(?:的)?"), _count),
    Lexeme("均", re.compile(
        r"(?:以上)?(?:评价)?要点(?:各)?占(?:1/(?P<number>\d{1,2})|(?P<numeral>[二三四五六])分之一)"
        r"(?:的)?(?:分值|权重|权重分)?"),
        lambda found: said(number=number(found["number"] or found["numeral"])), fresh=True),
    Lexeme("各", re.compile(r"每(?:个|项|一)?(?:评价)?要点(?:执行情况|完成情况|落实情况)?"), bare, fresh=True),
    Lexeme("缺", re.compile(
        r"(?:有)?(?:其中)?(?P<number>一|1)(?:项|条|点)(?:及以上)?(?:不符合|不满足|未达到)(?:要求|条件)?(?:的)?"),
        _count),
    Lexeme("例", re.compile(
        rf"(?:(?:以上|上述)(?:各项|情况|情形|要点|要求|问题|内容)*)?(?:,)?每"
        rf"(?P<verb>{any_of(FOUND)})?(?P<number>{NUMERAL})?(?P<unit>{any_of(CASES)})"
        rf"{SAME_UNIT}"), _case),
    Lexeme("例", re.compile(
        rf"每(?P<verb>(?:缺少|缺|少)(?!于)[\u4e00-\u9fff]{{1,4}}?)(?P<number>{NUMERAL})"
        rf"(?P<unit>{any_of(CASES)}){SAME_UNIT}"), _case),
    Lexeme("例", re.compile(
        r"每(?P<verb>(?![超低高多少增减降大小])[\u4e00-\u9fff]{1,5}?)"
        rf"(?P<number>\d|一)(?P<unit>{any_of(CASES)})"
        rf"{SAME_UNIT}"), _case),
    Lexeme("例", re.compile(
        rf"(?:凡|如|若)?(?P<verb>{any_of(FOUND)})(?P<number>一|1)(?P<unit>{any_of(CASES)})"
        rf"{SAME_UNIT}"
        rf"(?={REST}*,?{REST}*(?:扣|减))"), _case),
    Lexeme("例", re.compile(
        rf"(?P<verb>新增|完成|获得|开展|举办|组织|引进)(?P<number>一|1)(?P<unit>{any_of(CASES)}){SAME_UNIT}"
        r"(?=[\u4e00-\u9fff]{0,6}得\d+(?:\.\d+)?分[,;](?:最高|最多|满分|加满|得满))"), _case, fresh=True),
    Lexeme("例", re.compile(
        rf"(?P<number>一|1)(?P<unit>{any_of(CASES)}){SAME_UNIT}"
        rf"(?={REST}{{0,12}}(?:扣|减)\d)"), _case, fresh=True),
    Lexeme("例", re.compile(rf"(?P<number>一|1)(?P<unit>{any_of(CASES)})(?=,?(?:扣|减)\d)"), _case),
)
