"""One plain spelling for a quantity that clerks write in several: 2公里800米, 3小时20分, 一年半, ￥80万元,
200户（含3户新增）. What is not surely the same is left as it stands."""

from __future__ import annotations

import re
from fractions import Fraction

from scoring.values.exact import show

_NUMBER = r"\d+(?:\.\d+)?"
_WHOLE = r"\d{1,6}"
_LESSER: dict[tuple[str, ...], tuple[tuple[str, ...], int, bool]] = {
    ("亿",): (("万",), 10**4, True),
    ("万",): (("千",), 10, False),
    ("公里", "千米", "km"): (("米", "m"), 1000, True),
    ("小时", "个小时"): (("分钟", "分"), 60, True),
    ("分钟", "分"): (("秒钟", "秒"), 60, True),
    ("年",): (("个月",), 12, True),
    ("吨",): (("公斤", "千克"), 1000, True),
    ("元",): (("角",), 10, False),
    ("亩",): (("分",), 10, False),
}
"""By unit the lesser one that may follow it, how many of them it is, and whether what they come to
is said in the lesser one: 200分钟, but 3.5元 of 3元5角."""
_PARTS = tuple(
    (re.compile(rf"({_WHOLE})({'|'.join(units)})({_NUMBER})({'|'.join(lesser)})(?![/·])"),
     times, least)
    for units, (lesser, times, least) in _LESSER.items())
_TWO_NUMBERS = re.compile(r"\d[^\d.]{1,3}\d")
_NUMERAL = re.compile("百分百|[\\d一二两三四五六七八九十半壹贰叁肆伍陆柒捌玖]")
_FULL_UNITS = {"分": "分钟", "秒钟": "秒"}
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩", "一二三四五六七八九十百千万亿两")
_CURRENCY = re.compile(r"^([≥>≤<=]?)(?:人民币|RMB)?[¥￥]?(?=[\d一二三四五六七八九])")
_PER_MILLE = re.compile(r"千分之(\d+(?:\.\d+)?|[一二三四五六七八九])(?![\d十点.])")
_HALF = re.compile(r"半个?(?P<unit>年|月|小时|天|日)$|(?P<number>\d+|[一两二三四五六七八九十])"
                   r"(?:(?P<before>年|天|小时)半|个半(?P<after>月|小时))$")
_EACH = re.compile(r"(?<=[\w])每(人|户|亩|台|套|年|月|日|天|次|平方米|公里)")
_DONE = re.compile(r"(?<=[\w%])(?:均?已|已?全部)?(?:完成|建成|到位|完工)$")
_WITHIN = re.compile(r"(\d(?:个?工作日|天|日|小时|分钟|个月|月|周)(?:以|之)?内)[\u4e00-\u9fff]{1,6}(?<!率)$")
"""办结, 回复, 拨付 … behind a span of time: what is done within it."""
_HALFWAY = re.compile("未|没|不|基本|部分|正在|尚|预计|计划")
_REMARK = re.compile(r"([^()]+)\(([^()]+)\)")
_PART = re.compile(r"(?:含|其中|包括|包含|同比|较上年|比上年|较去年|比去年)")
_BESIDE = re.compile(r"(?<=[^,]),(?:同比|较上年|比上年|较去年|比去年)[\u4e00-\u9fff]{0,6}[\d.]+[^,]{0,6}")
_OTHERWISE = re.compile("未|没|不|无|缺|尚|除|另|待|退|减员|扣|取消|暂|预|计划|拟|约|目标")
"""What a remark may say that makes another number of the one before it."""
_ITEM = re.compile(rf"([^\d,、;+]{{0,8}}?)({_NUMBER})([^\d,、;+]{{1,4}})")
_TOTAL = re.compile(rf"(?:[^\d]{{0,6}}?)({_NUMBER})([^\d]{{1,4}})")
_LONGEST = 80


def respelled(plain: str) -> str:
    """The text, half-width and without white space, in the plain spelling.

    >>> respelled("2公里800米"), respelled("不超过1亿2000万元"), respelled("一年半")
    ('2800米', '不超过12000万元', '1.5年')
    >>> respelled("200户(含3户新增)"), respelled("26场(线上12场,线下14场)"), respelled("9户(未完成3户)")
    ('200户', '26场', '9户(未完成3户)')
    """
    if len(plain) > _LONGEST or not _NUMERAL.search(plain):
        return plain
    said = _BESIDE.sub("", _without_remark(plain)).translate(_CAPITALS)
    said = _PER_MILLE.sub(_as_per_mille, _CURRENCY.sub(r"\1", said)).replace("百分百", "100%")
    if not _HALFWAY.search(said):
        said = _DONE.sub("", _WITHIN.sub(r"\1", said))
    return _EACH.sub(r"/\1", _HALF.sub(_halves, _together(said)))


def _without_remark(plain: str) -> str:
    """Without what is said in brackets behind a number that it does not change: what the number
    holds, what it is made of, or the same in another unit."""
    found = _REMARK.fullmatch(plain)
    if found is None or _OTHERWISE.search(found[2]):
        return plain
    whole = _TOTAL.fullmatch(found[1].replace("以上", ""))
    if _PART.match(found[2]) or (whole and _of_another(found[2], whole[2])):
        return found[1]
    return found[1] if whole and _adds_up(found[2], whole) else plain


def _of_another(remark: str, unit: str) -> bool:
    """Whether the remark is the same in a unit of its own: 87.9%（321天）."""
    other = re.fullmatch(rf"{_NUMBER}([^\d%]{{1,4}})", remark)
    return other is not None and other[1] not in unit and unit not in other[1]


def _adds_up(remark: str, whole: re.Match[str]) -> bool:
    """Whether the parts in the remark are what the number before it comes to."""
    parts = [_ITEM.fullmatch(each) for each in re.split("[,、;+]", remark)]
    if len(parts) < 2 or not all(parts):
        return False
    alike = all(each and each[3] == whole[2] for each in parts)
    return alike and sum(Fraction(each[2]) for each in parts if each) == Fraction(whole[1])


def _together(said: str) -> str:
    """A number said in a unit and its lesser ones as one of the least."""
    for pattern, times, least in _PARTS if _TWO_NUMBERS.search(said) else ():
        found = pattern.search(said)
        if found is None or said[:found.start()].endswith(tuple("0123456789.,")):
            continue
        more = Fraction(found[3])
        if more >= times or (found[2] == "年" and len(found[1]) == 4):
            continue
        if least:
            figure, unit = Fraction(found[1]) * times + more, found[4]
        else:
            figure, unit = Fraction(found[1]) + more / times, found[2]
        said = (said[:found.start()] + show(figure) + _FULL_UNITS.get(unit, unit)
                + said[found.end():])
    return said


def _as_per_mille(found: re.Match[str]) -> str:
    number = found[1]
    return f"{'一二三四五六七八九'.find(number) + 1 or number}‰"


def _halves(found: re.Match[str]) -> str:
    if found["unit"]:
        return ("0.5" if found["unit"] != "月" else "0.5个") + found["unit"]
    number = "一二三四五六七八九十".find(found["number"].replace("两", "二")) + 1 or found["number"]
    unit = found["before"] or ("个月" if found["after"] == "月" else found["after"])
    return f"{number}.5{unit}"
