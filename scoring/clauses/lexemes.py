"""The phrases that mean something by themselves, as patterns over plain text; the first that fits a
place is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from scoring.clauses.atom import Atom, number
from scoring.clauses.bounds import BOUND, NUMERAL, QUANTITY, bound, quantity
from scoring.clauses.formula import COMPLETION
from scoring.clauses.span import End, Span, at_least, exactly
from scoring.clauses.vocabulary import ABOVE, BELOW, CASES, FOUND, LATE, TIMES, UNITS

Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Lexeme:
    """``make`` may still say None: no such phrase after all. ``fresh`` ones stand only where a
    sentence or a part of one begins."""

    kind: str
    pattern: re.Pattern[str]
    make: Callable[[Found], Atom | None]
    fresh: bool = False


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _atom(**says: object) -> Atom:
    return Atom("", "", 0, 0, **says)  # type: ignore[arg-type]


_POINTS = r"(?:的)?['\"“‘]?(?P<points>\d+(?:\.\d+)?)['\"”’]?(?:分(?!之|钟|数|析|类|别|值)|分值(?=[,;。)]|$))"
_GET = r"(?:可|即|则|应|就)?(?:得|计|记|给予?|赋|评|打|为)(?:分|为)?"
_ITEM = r"(?:该项|本项|此项|本指标|该指标|此指标|该指标所赋|该部分|本部分)"
_TAKE = r"(?:的)?,?(?:则|应|就|予以)?(?:扣减|扣除|减扣|扣|减)(?:分|掉)?"
_STEP = rf"(?P<number>{NUMERAL})?(?:\(含\))?(?P<unit>{_any(UNITS)})?(?P<closed>\(含\))?"


def _points(found: Found) -> Atom:
    return _atom(points=number(found["points"]))


def _share(found: Found) -> Atom:
    return _atom(share=number(found["share"]) / 100)


def _fixed(share: Fraction | int) -> Callable[[Found], Atom]:
    return lambda _: _atom(share=Fraction(share))


def _bare(_: Found) -> Atom:
    return _atom()


def _range(found: Found) -> Atom | None:
    low, high = sorted((number(found["low"]), number(found["high"])))
    return _atom(span=Span(End(low, True, True), End(high, True, True), "分"))


def _cap(found: Found) -> Atom:
    points = found.groupdict().get("points")
    return _atom(points=number(points) if points else None)


def _bound(found: Found) -> Atom | None:
    span = bound(found)
    return None if span is None else _atom(span=span, left=found["verb"] or "")


def _standard(found: Found) -> Atom | None:
    if inner := BOUND.fullmatch(found["what"]):
        return _bound(inner)
    value = quantity(found["what"])
    return None if value is None else _atom(span=exactly(*value), closed=True)


def _step(side: str) -> Callable[[Found], Atom | None]:
    def made(found: Found) -> Atom | None:
        if found["number"] is None and found["unit"] is None:
            return None
        size, unit = number(found["number"] or "1"), found["unit"] or ""
        if unit in ("%", "个百分点", "百分点"):
            size, unit = size / 100, "%"
        return _atom(number=size, unit=unit, side=side, closed=bool(found["closed"]))
    return made


def _late(found: Found) -> Atom | None:
    return _atom(number=number(found["number"] or "1"), unit=found["unit"],
                 closed=bool(found["closed"]), left=found["late"] + found["what"])


def _case(found: Found) -> Atom:
    return _atom(number=number(found["number"] or "1"), unit=found["unit"],
                 left=found.groupdict().get("verb") or "")


def _count(found: Found) -> Atom:
    count = found.groupdict().get("number")
    return _atom(number=number(count) if count else None,
                 side="不足" if found.groupdict().get("down") else "")


def _equation(found: Found) -> Atom | None:
    right = found["right"]
    if not re.search(r"[×÷/+\-]", right) or re.fullmatch(rf"-?{QUANTITY}", right):
        return None
    return _atom(left=found["left"], right=right)


def _score_equation(found: Found) -> Atom | None:
    return _atom(left=found["left"], right=found["right"])


def _levels(found: Found) -> Atom:
    count = found["count"] or found["number"]
    return _atom(left=found["left"] or found["names"], number=number(count))


def _shares(found: Found) -> Atom | None:
    spans = [bound(inner) for part in found["list"].split("、") if (inner := BOUND.fullmatch(part))]
    known = tuple(span for span in spans if span is not None)
    return _atom(spans=known) if len(known) == len(found["list"].split("、")) else None


def _list(found: Found) -> Atom | None:
    printed = (found["list"] or found["up"]).replace("以上", "")
    values = [quantity(part) for part in re.split("[、和及]", printed)]
    closed = found["up"] is not None or found["op"] in ("达到", "不低于", "≥")
    known = tuple(at_least(*value, closed) for value in values if value is not None)
    units = {span.unit for span in known}
    return _atom(spans=known) if len(known) == len(values) and len(units) == 1 else None


def _worths(found: Found) -> Atom:
    return _atom(worths=tuple(Atom("得", part, 0, 0, points=number(part.rstrip("分")))
                              for part in re.split("[、和及]", found["list"])))


def _weights(found: Found) -> Atom:
    parts = re.split("[、和及]", found["list"])
    return _atom(worths=tuple(Atom("得", part, 0, 0, share=number(part.rstrip("%")) / 100)
                              for part in parts))


def _way(found: Found) -> Atom:
    return _atom(left=found["way"])


def _compared(found: Found) -> Atom:
    return _atom(left=found["left"], right=found["right"], side="不足" if found["more"] else "超过",
                 closed=(found["more"] or found["less"]) not in ("<", ">", "高于", "低于", "超过"))


_CL = f"(?:{_any(CASES)})"
_PERCENT = r"\d+(?:\.\d+)?%"
_POINT = r"\d+(?:\.\d+)?分"
SHARES = r"\d+%?-\d+%?(?:\(含\d*%?\))?"
_NOT_END = r"[^,;。\n]"
_SCORE = r"(?:综合|评价指标|本项|该项|此项|指标|评价|本指标)?(?:得分值?|评分值?|分值)"

LEXEMES = (
    Lexeme("式", re.compile(rf"(?:则)?(?P<left>{_SCORE})[=](?P<right>{_NOT_END}+?)(?=[,;。\n]|$)"),
           _score_equation, fresh=True),
    Lexeme("减", re.compile(rf"(?P<left>扣分值?)[=](?P<right>{_NOT_END}+?)(?=[,;。\n]|$)"),
           _score_equation, fresh=True),
    Lexeme("定", re.compile(
        r"(?P<left>[^,;。\n=:<>≤≥]{2,40})=(?P<right>(?:\([^=;。\n]*\)|[^,;。\n=<>≤≥])+?)"
        r"(?=[,;。\n]|$|\(\d+分\)$)"), _equation, fresh=True),
    Lexeme("向", re.compile(
        r"(?:若)?(?:定量指标)?(?:若)?为?(?P<way>正向|反向)指标(?:\(即?指标值为?[≥≤]×?\))?"), _way, fresh=True),
    Lexeme("期", re.compile(
        r"(?:在|于)?(?:(?:19|20)\d\d年|当年|次年|每年)?\d{1,2}月(?:\d{1,2}[日号]|底|末)?(?:之|以)?前[\u4e00-\u9fff]{2,12}?(?:的)?"
        r"(?=,|得|计)"), _bare, fresh=True),
    Lexeme("比", re.compile(
        r"(?P<left>[^\d,;。\n=:<>≤≥]{2,30}?)(?:(?P<less>≤|<|不超过|不高于|不大于|小于等于)|(?P<more>≥|>|不低于|不少于))"
        r"(?P<right>(?!目标|指标|标准)[^\d,;。\n=:<>≤≥]{2,30}?)(?:的)?(?=,?(?:得|计|[,;。\n]))"),
        _compared, fresh=True),
    Lexeme("底", re.compile(
        r"(?:直至|直到|以)?(?:根据上述扣分情况)?(?:扣|减|扣减)(?:完|光|至|到|满)"
        rf"(?:{_ITEM}|全部|所有)?(?:分值|权重分|得分|分数|满分|分)?(?:(?P<points>\d+(?:\.\d+)?)分)?为?止"),
        lambda found: _atom(points=number(found["points"])
                            if found["points"] and found["points"] != "0" else None)),
    Lexeme("底", re.compile(r"(?:直至|直到)(?:扣完|0分|零分)|(?:扣|减)(?:至|到)(?:0|零)分?(?=[,;。\n]|$)"),
           _bare),
    Lexeme("底", re.compile(
        rf"(?:{_ITEM})?(?:最多|最高|至多)(?:可)?(?:扣减|扣除|扣)(?:至)?(?P<points>\d+(?:\.\d+)?)分"
        r"(?:为止|为限)?|扣分(?:以|最多|最高|不超过)(?P<most>\d+(?:\.\d+)?)分(?:为限|为止)?"),
        lambda found: _atom(points=number(found["points"] or found["most"]))),
    Lexeme("顶", re.compile(
        r"(?:最多|最高|至多)(?:可)?(?:得|加|计)(?:至)?(?P<points>\d+(?:\.\d+)?)分(?:为止)?"
        r"|满分(?:为)?(?P<most>\d+(?:\.\d+)?)分|以(?P<limit>\d+(?:\.\d+)?)分为(?:上限|限|满分)"
        r"|(?:得|加|计)(?:满|到|至)(?:满分)?(?:(?P<end>\d+(?:\.\d+)?)分)?为止|(?:得|到)?满分为止|(?:合|共)计?(?P<sum>\d+(?:\.\d+)?)分"),
        lambda found: _atom(points=next(
            (number(found[name]) for name in ("points", "most", "limit", "end", "sum") if found[name]),
            None))),
    Lexeme("勿", re.compile(
        r"(?:但)?(?:超过|超出|超额完成|高于)(?:目标值?|指标值|计划|100%)?(?:部分|的|完成)*(?:也)?不(?:再)?(?:加|另加|额外加)分"
        r"|(?:但)?(?:最高|最终)?(?:得分)?不(?:得)?超过(?:该|本)?(?:项|指标)?(?:满分|分值|权重分?)"), _bare),
    Lexeme("迟", re.compile(
        rf"(?:每|有)(?P<late>{_any(LATE)})(?P<what>[\u4e00-\u9fff]{{0,4}}?)"
        rf"(?P<number>{NUMERAL})?(?P<unit>{_any(TIMES)})(?P<closed>\(含\))?(?:的)?"), _late),
    Lexeme("超", re.compile(
        rf"(?:每再?|再每)(?:{_any(ABOVE)})(?:了)?(?:目标值?|标准值?|计划|规定|要求)?{_STEP}(?:的)?"),
        _step("超过")),
    Lexeme("超", re.compile(
        rf"(?:每再?|再每)(?:{_any(BELOW)})(?:了)?(?:目标值?|标准值?|计划|规定|要求)?{_STEP}(?:的)?"),
        _step("不足")),
    Lexeme("超", re.compile(r"每(?P<number>\d+(?:\.\d+)?)?(?P<unit>%|个百分点|百分点)(?P<closed>\(含\))?"),
           _step("")),
    Lexeme("符", re.compile(
        r"(?:以上|上述)?(?:每)?(?:符合|满足|做到|达到|具备|有)(?:其中)?(?:一|1)(?:项|点|条|个)(?:要求|条件)?(?:的)?"
        r"(?=,?(?:得|计|记))"), _bare),
    Lexeme("全", re.compile(
        rf"(?:全部|全都|均|都)(?:符合|满足|达到|具备)(?:要求|条件)?(?:的)?"
        rf"|(?:符合|满足|达到|具备)(?:全部|所有)(?:(?P<number>{NUMERAL})(?:项|条|点|个))?(?:要求|条件|要点)?(?:的)?"),
        _count),
    Lexeme("中", re.compile(
        rf"(?:仅|只)?(?:符合|满足|达到|具备)(?:其中)?(?:的)?(?P<number>{NUMERAL}|零)(?:项|条|点|个)"
        r"(?P<down>及以下|以下)?(?:的)?"), _count),
    Lexeme("均", re.compile(
        r"(?:以上)?(?:评价)?要点(?:各)?占(?:1/(?P<number>\d{1,2})|(?P<numeral>[二三四五六])分之一)(?:的)?(?:分值|权重|权重分)?"),
        lambda found: _atom(number=number(found["number"] or found["numeral"])), fresh=True),
    Lexeme("各", re.compile(r"每(?:个|项|一)?(?:评价)?要点(?:执行情况|完成情况|落实情况)?"), _bare, fresh=True),
    Lexeme("缺", re.compile(
        r"(?:有)?(?:其中)?(?P<number>一|1)(?:项|条|点)(?:及以上)?(?:不符合|不满足|未达到)(?:要求|条件)?(?:的)?"),
        _count),
    Lexeme("例", re.compile(
        rf"(?:(?:以上|上述)(?:各项|情况|情形|要点|要求|问题|内容)*)?(?:,)?(?:每|凡|如|若|一经|每次)(?P<verb>{_any(FOUND)})?(?P<number>{NUMERAL})?(?P<unit>{_any(CASES)})"
        r"(?!百分点|月|工作日|季度|分)"), _case),
    Lexeme("例", re.compile(
        rf"每(?P<verb>(?![超低高多少增减降大小])[\u4e00-\u9fff]{{1,5}}?)(?P<number>\d|一)(?P<unit>{_any(CASES)})"
        r"(?!百分点|月|工作日|季度|分)"), _case),
    Lexeme("例", re.compile(
        rf"(?P<verb>{_any(FOUND)})(?P<number>一|1)(?P<unit>{_any(CASES)})(?!百分点|月|工作日|季度|分)"
        rf"(?={_NOT_END}*,?{_NOT_END}*(?:扣|减))"), _case),
    Lexeme("例", re.compile(
        rf"(?P<number>一|1)(?P<unit>{_any(CASES)})(?!百分点|月|工作日|季度|分)"
        rf"(?={_NOT_END}{{0,12}}(?:扣|减)\d)"), _case, fresh=True),
    Lexeme("例", re.compile(rf"(?P<number>一|1)(?P<unit>{_any(CASES)})(?=,?(?:扣|减)\d)"), _case),
    Lexeme("幅", re.compile(
        r"\((?:得|计)?(?P<low>\d+(?:\.\d+)?)分?[-~至](?P<high>\d+(?:\.\d+)?)分?\)"), _range),
    Lexeme("幅", re.compile(
        r"(?:的)?(?:可)?(?:得|计|记|评)?(?P<low>\d+(?:\.\d+)?)分?[-~至](?P<high>\d+(?:\.\d+)?)分"), _range),
    Lexeme("级", re.compile(r"(?:第?[一二三四五六]档|[一二三四五六]级|[A-E](?:级|档)):"), _bare, fresh=True),
    Lexeme("档", re.compile(
        r"(?:分为|分|划分为):?[“\"]?(?P<left>[^,;。:\d]+?)[”\"]?(?P<count>[两二三四五])(?:个)?(?:档次|档|等级|等次)"
        r"|(?:分为|分成)(?P<number>[两二三四五])(?:个)?(?:档次|档|等级|等次):(?P<names>[^,;。\d]+)"), _levels),
    Lexeme("区", re.compile(
        rf"分别(?:按照?|在|对应)?(?:该|本)?(?:指标)?(?:对应)?(?:的)?(?:分值)?(?:的)?(?:区间)?"
        rf"(?P<list>{SHARES}(?:、{SHARES})+)(?:的?区间)?(?:内|之间)?(?:合理|来)?(?:确定|给定|评定)?(?:分值|得分|计分|赋分)?"),
        _shares),
    Lexeme("列", re.compile(
        rf"(?P<op>达到|超过|高于|不低于|大于|≥|>)(?P<list>{QUANTITY}(?:、{QUANTITY})*[、和及]{QUANTITY})(?:以上)?(?:的)?"
        rf"|(?P<up>{QUANTITY}以上(?:、{QUANTITY}以上)*[、和及]{QUANTITY}以上)(?:的)?"), _list),
    Lexeme("并", re.compile(
        rf"分别(?:得|计|记|给|为)(?P<list>{_POINT}(?:、{_POINT})*[、和及]{_POINT})"), _worths),
    Lexeme("标", re.compile(
        rf"以(?P<what>{QUANTITY})为(?:标准|基准|目标值?)"
        r"|(?:目标值?|指标值|标准值|计划值)(?:为|是|:)?(?P<other>(?:(?![,;。\n]).)+?)(?=[,;。\n]|$)"),
        lambda found: _target(found["what"] or found["other"]), fresh=True),
    Lexeme("式", re.compile(r"(?:未完成的?,?)?按(?:照)?(?:实际)?(?:完成值与(?:指标|目标)值的|完成(?:率|的)?)?"
                           r"比例(?:计算)?(?:计分|得分|赋分)"), lambda _: _atom(right=f"{COMPLETION}×分值")),
    Lexeme("式", re.compile(
        rf"(?:则)?(?:按照?|根据)(?P<right>[^,;。\n]+×{_NOT_END}+?)(?:计分|得分|计算得分|计算|赋分)(?=[,;。\n]|$)"),
        lambda found: _atom(left="得分", right=found["right"])),
    Lexeme("法", re.compile(
        r"(?:评分)?(?:采用|采取|按)?(?:(?:完成)?比[率例](?:扣分)?法(?:计分|扣分)?|扣减法|扣分法|扣分制)(?:评分)?"), _bare),
    Lexeme("占", re.compile(
        rf"[^,;。\n]{{0,30}}?得分(?:各占|分别占|分别按)(?P<list>{_PERCENT}(?:、{_PERCENT})*(?:[和及]{_PERCENT})?)"
        r"(?:,?(?:计)?算出本(?:指标|项)(?:的)?(?:综合)?得分)?"), _weights, fresh=True),
    Lexeme("式", re.compile(
        rf"(?:则)?(?P<left>{_SCORE})(?:的)?(?:计算)?(?:方法|公式)(?:应用|应为|采用|为|是|:)?[“\"]?"
        rf"(?P<right>[^,;。\n“”\"]+)[”\"]?"), _score_equation, fresh=True),
    Lexeme("勿", re.compile(r"(?:完成率|比率|得分率)?(?:超过|高于|大于|>)100%(?:的)?(?:部分)?,?(?:均)?按(?:照)?100%(?:计算|计分|计)"), _bare),
    Lexeme("价", re.compile(rf"(?:的)?,?(?:每{_CL})?扣(?:减|除)?(?P<points>\d+(?:\.\d+)?)分/(?P<unit>{_CL})"),
           lambda found: _atom(points=number(found["points"]), unit=found["unit"])),
    Lexeme("扣", re.compile(_TAKE + _POINTS), _points),
    Lexeme("扣", re.compile(
        _TAKE + rf"(?P<share>\d+(?:\.\d+)?)%(?:的)?(?:{_ITEM})?(?:权重分值?|分值|权重|分数|分)"), _share),
    Lexeme("扣", re.compile(
        _TAKE + rf"(?:{_ITEM})?(?:权重分值?|分值|权重|标准分|总分|满分)的(?P<share>\d+(?:\.\d+)?)%"), _share),
    Lexeme("扣", re.compile(
        rf"(?:的)?,?(?:则)?(?:扣|扣除|扣减)(?:{_ITEM})?(?:全部分值?|全分|满分)|(?:此|该|本)(?:项)?分值扣完"),
        _fixed(1)),
    Lexeme("得", re.compile(rf"(?:的)?(?:则)?(?:{_ITEM})?(?:均)?(?:{_ITEM})?"
                           r"(?:(?:自评|一律)?不(?:得|计|给|记)(?:该项)?分|[得计记为](?:零|0)分|零分)"), _fixed(0)),
    Lexeme("得", re.compile(
        rf"(?:的)?(?:{_GET})?(?:一半|1/2)(?:的)?(?:分值|权重分|分数|分)"), _fixed(Fraction(1, 2))),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?:{_ITEM})?(?:的)?(?:满分|全分|全部(?:的)?(?:分值?|权重分)|基本分)"
        r"|(?:的)?满分(?=[,;。\n]|$)"), _fixed(1)),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?P<share>\d+(?:\.\d+)?)%(?:的)?(?:{_ITEM})?(?:权重分值?|分值|权重|分数|分)"), _share),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?:{_ITEM})?(?:权重分值?|分值|权重|标准分|满分)的(?P<share>\d+(?:\.\d+)?)%"), _share),
    Lexeme("得", re.compile(rf"(?:的)?{_GET}{_POINTS}"), _points),
    Lexeme("得", re.compile(r"(?:的)?\((?:得|计)?(?P<points>\d+(?:\.\d+)?)分\)"), _points),
    Lexeme("得", re.compile(r"\((?P<points>\d{1,2}\.\d+|\d{1,2})\)(?=[,;。\n]|$)"
                           r"|(?<=[上下内%成])\((?P<more>\d{1,2})\)"),
           lambda found: _atom(points=number(found["points"] or found["more"]))),
    Lexeme("得", re.compile(_POINTS), _points),
    Lexeme("加", re.compile(rf"(?:的)?,?加{_POINTS}"), _points),
    Lexeme("否", re.compile(r"否则|反之|其余(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣))"
                           r"|其他(?:情况)?(?:的)?(?=,?(?:不|得|计|0|扣))"), _bare),
    Lexeme("未", re.compile(
        r"(?:未|没有|没|不)(?:达到|完成|达)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标|标准)(?:的)?(?!\d)"
        r"|(?:低于|小于)(?:目标值|指标值|标准值)(?:的)?(?!\d)"), _bare),
    Lexeme("越", re.compile(
        r"(?:超过|大于|高于|超出|超额完成)(?:目标值?|指标值|计划|基准|该值)?(?:的|部分)?(?=,?每)"), _bare, fresh=True),
    Lexeme("达", re.compile(r"(?:达标|达到|达成|完成|完成目标任务)(?:的)?(?=,?(?:得|计|记)(?:满|全|基|\d))"), _bare,
           fresh=True),
    Lexeme("未", re.compile(
        r"(?:未达标|未达到|未达成|未完成|达不到|没有达到|不达标|低于|不足)(?:的)?(?=,?(?:每|按|得分=))"), _bare, fresh=True),
    Lexeme("否", re.compile(
        r"(?:超过|超出|达不到|未达到|没有达到|低于|不足|不符合|未达标|不达标)(?:上述|该)?(?:目标值?|标准|要求)?(?:的)?"
        r"(?=,?(?:不得分|不计分|得?0分|得零分))"), _bare, fresh=True),
    Lexeme("达", re.compile(
        r"(?:达到|完成|达|大于等于|不低于)(?:年度|绩效|预期)?(?:目标值|指标值|标准值|目标)(?:的)?(?!\d)"), _bare),
    Lexeme("界", BOUND, _bound),
)


def _target(what: str) -> Atom | None:
    if inner := BOUND.fullmatch(what):
        return _bound(inner)
    value = quantity(what)
    return None if value is None else _atom(span=exactly(*value), closed=True)
