"""Units a quantity may carry, with their exact conversion to one base unit a dimension."""

from __future__ import annotations

from fractions import Fraction

_TABLE: dict[str, dict[str, int | Fraction]] = {
    "比率": {"%": Fraction(1, 100), "‰": Fraction(1, 1000), "个百分点": Fraction(1, 100),
           "百分点": Fraction(1, 100), "百分比": Fraction(1, 100)},
    "元": {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8},
    "月": {"月": 1, "个月": 1, "年": 12, "季度": 3, "个季度": 3},
    "天": {"天": 1, "日": 1, "日历天": 1, "周": 7, "个工作日": 1, "工作日": 1},
    "小时": {"小时": 1, "个小时": 1, "h": 1, "分钟": Fraction(1, 60), "min": Fraction(1, 60),
           "秒": Fraction(1, 3600), "秒钟": Fraction(1, 3600)},
    "米": {"米": 1, "m": 1, "公里": 1000, "千米": 1000, "km": 1000, "Km": 1000, "KM": 1000,
          "厘米": Fraction(1, 100), "cm": Fraction(1, 100), "毫米": Fraction(1, 1000),
          "mm": Fraction(1, 1000)},
    "平方米": {"平方米": 1, "平米": 1, "㎡": 1, "m2": 1, "万平方米": 10**4, "万平米": 10**4,
            "平方公里": 10**6, "公顷": 10**4, "亩": Fraction(2000, 3)},
    "升": {"升": 1, "L": 1, "毫升": Fraction(1, 1000), "ml": Fraction(1, 1000),
          "mL": Fraction(1, 1000)},
    "千克": {"千克": 1, "公斤": 1, "kg": 1, "Kg": 1, "KG": 1, "斤": Fraction(1, 2),
           "克": Fraction(1, 1000), "吨": 1000},
}
_ONE = Fraction(1)
_WORKING_DAYS = ("个工作日", "工作日")
KNOWN_UNITS = {unit: ("工作日" if unit in _WORKING_DAYS else dimension, Fraction(factor))
          for dimension, units in _TABLE.items() for unit, factor in units.items()}
ALIKE = {"场次": "场", "批次": "批", "期次": "期", "棵": "株", "本": "册", "课时": "学时",
         "千瓦时": "度", "kWh": "度", "KWH": "度", "m3": "立方米", "立方": "立方米", "方": "立方米",
         "台套": "台(套)", "台/套": "台(套)", "平方千米": "平方公里", "km2": "平方公里"}
"""Names of one thing (not 人 and 人次, nor 份 and 件): a row of formulas has no room for them, and
leaves them to a person."""
_COUNTED = {"名": "人", "位": "人", "起": "件", "宗": "件", "床": "张"}
"""Words for so many of the same, between a target and its actual value."""
_BELOW = {"日": "天", "d": "天", "日历天": "天", "年度": "年", "月份": "月", "h": "小时", "l": "L", "升": "L",
          "m3": "立方米", "m2": "平方米", "平米": "平方米", "kg": "千克", "公斤": "千克",
          "人月": "人·月", "人年": "人·年", "人日": "人·天",
          "人天": "人·天", "户年": "户·年", "亩年": "亩·年"}
"""What stands under the line, in one spelling."""
_ABOVE = {"ug": "微克", "μg": "微克", "mg": "毫克"}
CONVERTED = frozenset({*_TABLE, "工作日"})
"""Dimensions whose units are converted into each other."""
WITHOUT_MAGNITUDES = frozenset({"比率", "月", "天", "工作日", "小时", "日期"})
"""Shares, times and days: nobody counts them in 万 or 亿."""
MONTH = "月"
"""Of «9月» nobody says whether it is September or nine months."""
TIMES = ("天", "月", "小时", "工作日")
"""Dimensions of time: how many days a month has, or hours a day of work, nobody says."""
A_YEAR = ("/年", "/年度")
"""What a unit ends with that is counted over a year, as all of a yearly form is."""
MAGNITUDES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}


def dimension_and_factor(unit: str) -> tuple[str, Fraction]:
    """The unit's dimension and how many base units it is worth.

    An unknown unit (户, 台) is a dimension of its own, after a leading 万 or 亿 is taken off.

    >>> dimension_and_factor("万元"), dimension_and_factor("万人次")
    (('元', Fraction(10000, 1)), ('人次', Fraction(10000, 1)))
    >>> dimension_and_factor("公里/年")
    ('米/年', Fraction(1000, 1))
    """
    if known := KNOWN_UNITS.get(unit):
        return known
    if unit in ALIKE:
        return dimension_and_factor(ALIKE[unit])
    if "/" in unit[1:]:
        return _over_others(unit)
    if unit and unit[0] in MAGNITUDES:
        dimension, factor = dimension_and_factor(unit[1:])
        return dimension, factor * MAGNITUDES[unit[0]]
    return unit, _ONE


def _over_others(unit: str) -> tuple[str, Fraction]:
    """元/人·月, 元/月/人 and 元/人月 are one: what is counted, and over what in one order, a year last."""
    above, _, below = unit.partition("/")
    dimension, factor = dimension_and_factor(_ABOVE.get(above, above))
    others = "·".join(_below(each) for each in below.replace("/", "·").split("·")).split("·")
    return "/".join((dimension, *sorted(others, key=lambda each: (each == "年", each)))), factor


def _below(unit: str) -> str:
    return _BELOW.get(unit) or ALIKE.get(unit, unit)


def alike(one: str, other: str) -> bool:
    """Whether two dimensions are one, or one of them leaves open which it is: 台(套) and 台, 人(次) and
    人次."""
    one, other = (_COUNTED.get(each, each) for each in (one, other))
    if "个" in (one, other) and one.startswith("个") and other.startswith("个"):
        return True  # 26个小区 are 26个
    return one == other or one in _either(other) or other in _either(one)


def _either(dimension: str) -> tuple[str, ...]:
    first, bracket, second = dimension.partition("(")
    second = second.removesuffix(")")
    return (first, second, first + second) if bracket else ()


def fits(factor: Fraction, dimension: str) -> bool:
    """Whether a bare number, with a ``factor`` of 万 or 亿 where it has one, can be a number of the
    dimension: 50万 of 元 or 户, but never of months or a share.

    >>> fits(Fraction(10**4), "元"), fits(Fraction(10**8), "月"), fits(Fraction(1), "月")
    (True, False, True)
    """
    return factor == 1 or dimension not in WITHOUT_MAGNITUDES
