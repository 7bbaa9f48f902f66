"""What nobody meant to hand in: placeholders, another form's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Entry
from scoring.filing.numbers import quantity
from scoring.findings.entries import has_points, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.texts import form_year
from scoring.values.letters import as_digits
from scoring.values.normal import normal
from scoring.values.quantity import read

_HAN = r"\u4e00-\u9fff"
_OF_WHOM = (
    "(?:[省市县区镇乡村街路局厅委站校河湖山桥厂矿岛港坝渠湾屯寨]|社区|街道|公司|集团|银行|医院|中心|学校|[大中小]学|单位|部门|"
    "企业|机构|水库|园区|工程|项目|标段|某|等[^级])")
"""XX镇, ××公司: whose name is covered, and no figure is due."""
_PLACEHOLDER = re.compile(
    rf"(?<![{_HAN}\d@×╳Xx*])(?:[×╳]{{2,}}|[Xx]{{2,}}|[*]{{2,}})(?![×╳Xx*]|{_OF_WHOM})"
    rf"|(?<![\d@×╳Xx*])(?:[×╳]{{2,}}|[Xx]{{2,}}|[*]{{2,}})(?![×╳Xx*]|{_OF_WHOM})(?=[{_HAN}%])"
    r"|_{2,}|[暂]定$|#{2,}|[\[【(〔]待(?:补充|填|核对)")
"""××万元, but neither 李×× nor 138××××××00: those are covered."""
_TO_BE = r"待(?:定|填[写报列充]?|补[充填录报齐]?|核[实定对准]?|完善|确[定认])"
_OPEN = re.compile(
    rf"(?<![等有尚亟期]){_TO_BE}(?![{_HAN}\d])|^[(【]?请(?:在此|此处|如实)?(?:填写|填报|填列|填入|输入|选择)")
"""待核实, or what the blank asks for (请填写实际完成值), but neither 待补选 nor 有待完善: those tell what
is so."""
_ONLY_OPEN = re.compile(
    rf"[\W_]*(?:具体|偏差|未完成|扣分|差异)*(?:原因|理由|说明|情况|措施|分析)*[\W_]*{_TO_BE}[\W_]*")
"""A reason is open where it says nothing else: «3户外出，待核实» is one."""
_MALFORMED = re.compile(
    r"[≥≤<>=]{0,2}[\u4e00-\u9fff]{0,4}(?:\d+(?:\.\.|,,|\.,|,\.|。)\d+[%\u4e00-\u9fff]{0,4}|"
    r"\d+(?:\.\d+)?(?:%{2,}|\.%)|\d+\.\d+\.\d+%|\d{1,2},\d{1,2}%)")
_YEAR = re.compile(r"(?<![较比自从与于对]|\d)(?<![较比自从与于对].)(20\d\d)(?=年)")
_DATED = ("年度", "填报日期", "项目名称")
"""Fields that may well name another year: when the form was filled in, when a project began."""


def slips(scorecard: Scorecard) -> Iterator[Finding]:
    for award in scorecard.indicators:
        yield from _placeholders(award)
    yield from _years(scorecard)


def _placeholders(award: Award) -> Iterator[Finding]:
    row = award.row
    for entry in (row.target, row.actual, row.reason) if has_points(award) else ():
        if code := _in_reason(entry.text) if entry is row.reason else slip_in(entry.text):
            meant = as_digits(entry.text) if code == "digit-letter" else None
            yield finding(code, entry.cell, indicator=award.indicator, filed=shown(entry),
                          expected=meant)


def _in_reason(text: str) -> str:
    return "placeholder" if is_open_reason(text) else ""


@lru_cache(maxsize=4096)
def slip_in(text: str) -> str:
    """The code of what nobody meant to write in a target or an actual value: a placeholder, or what
    is no quantity and was plainly meant for a number.

    >>> slip_in("92..3%"), slip_in("92.3%"), slip_in("1.2.3节"), slip_in("待定"), slip_in("9O%")
    ('number-malformed', '', '', 'placeholder', 'digit-letter')
    """
    if holds_placeholder(text):
        return "placeholder"
    if read(text) is not None:
        return ""
    if as_digits(text):
        return "digit-letter"
    return "number-malformed" if _MALFORMED.fullmatch(normal(text).strip()) else ""


@lru_cache(maxsize=4096)
def holds_placeholder(text: str) -> bool:
    plain = normal(text)
    return _PLACEHOLDER.search(plain) is not None or _OPEN.search(plain) is not None


@lru_cache(maxsize=4096)
def is_open_reason(text: str) -> bool:
    """Whether a reason is still to be written.

    >>> is_open_reason("原因待核实。"), is_open_reason("2名村干部辞职，待补选"), is_open_reason("受××影响")
    (True, False, True)
    """
    plain = normal(text)
    return _PLACEHOLDER.search(plain) is not None or _ONLY_OPEN.fullmatch(plain) is not None


def _years(scorecard: Scorecard) -> Iterator[Finding]:
    """Names, targets, dates and texts that speak of earlier years only. A later one may be a
    deadline, one behind 较 or 自 is what this year is compared with."""
    year = form_year(scorecard)
    for name, entry in _dated(scorecard) if year is not None else ():
        found = _years_in(entry.text)
        if found and max(found) < (year or 0):
            said = "、".join(dict.fromkeys(map(str, found)))
            yield finding("year-differs", entry.cell, indicator=name, filed=said,
                          expected=str(year))


@lru_cache(maxsize=4096)
def _years_in(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in _YEAR.findall(normal(text)))


def _dated(scorecard: Scorecard) -> Iterator[tuple[str, Entry]]:
    title = scorecard.filing.about.title
    if title:
        yield "表名", Entry(title)
    for name, entry in scorecard.filing.fields.items():
        if name not in _DATED:
            yield name, entry
    for award in scorecard.indicators:
        row = award.row
        actual = quantity(row.actual)
        dates = (row.actual,) if actual is not None and actual.is_date else ()
        yield from ((award.indicator, entry) for entry in (*row.levels[-1:], row.target, *dates))
