"""应报清单核对: the roster line by line, with what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from addin.desk.review.gathered import Gathered
from addin.desk.review.places import Places
from addin.desk.review.roster import (
    FILED,
    LACKING,
    LISTED_TWICE,
    TWICE,
    UNASKED,
    Coverage,
    Line,
    plain_name,
)
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.records import REPORT
from addin.pages.review.sheet import Filled

_STATES = {FILED: "", LACKING: "没有收到，请催报", TWICE: "一项报了几份不同的，请单位说明以哪一份为准",
           UNASKED: "应报清单上没有，请核对", LISTED_TWICE: "名单重复：清单上已列过，项数、金额只计一次"}


def roster_sheet(coverage: Coverage, gathered: Gathered, places: Places) -> Filled:
    """The sheet with its note: how many lines and how much money came in."""
    due, filed = coverage.due, coverage.filed
    money, of_filed = coverage.money(FILED, TWICE, LACKING), coverage.money(FILED, TWICE)
    share = f"，占 {float(Fraction(filed, due)):.2%}" if due else ""
    note = f"应报 {due} 项，已报 {filed} 项{share}"
    if money:
        note += (f"；应报金额 {float(money):,.2f} 万元，已报的 {float(of_filed):,.2f} 万元，"
                 f"占 {float(of_filed / money):.2%}")
    note += "。重复：一项报了几份内容不同的表；多报：清单上没有的。"
    if again := coverage.count(LISTED_TWICE):
        note += f"名单重复的 {again} 行只计一次。"
    if unread := sum(bool(each.due.unread) for each in coverage.lines):
        note += f"有 {unread} 行的金额读不懂，没有计入，见说明。"
    return Filled(t.ROSTER, lambda: _roster_rows(coverage, gathered, places),
                  len(coverage.lines), note)


def _roster_rows(coverage: Coverage, gathered: Gathered, places: Places) -> Iterator[Row]:
    for line in coverage.lines:
        due = line.due
        yield {"情况": line.state, t.DEPARTMENT: due.department, t.UNIT: due.unit,
               t.PROJECT: due.project, t.CODE: due.code, "应报金额": due.money,
               "报送份数": len(line.forms), t.REASON: "；".join(_remarks(line, gathered)),
               t.FILE: "\n".join(dict.fromkeys(places.name(each.file) for each in line.forms))}


def _remarks(line: Line, gathered: Gathered) -> Iterator[str]:
    if line.namesakes:
        yield _called_alike(line, gathered)
    elif said := _STATES[line.state]:
        yield said
    if line.due.unread:
        yield f"金额“{line.due.unread}”读不懂，没有计入"
    if line.forms and all(gathered.files[each.file].kind == REPORT for each in line.forms):
        yield "只有自评报告的附表，没有单独报送的自评表"
    if any(each.supplied for each in line.forms):
        yield "表上没有写主管部门，按清单列"
    elif strange := [each.form.department for each in line.forms
                     if _is_other(each.form.department, line.due.department)]:
        yield f"表上写的主管部门是“{strange[0]}”，请核对"
    if strange := [each.form.unit for each in line.forms
                   if _is_other(each.form.unit, line.due.unit)]:
        yield f"项目编码相同，表上写的单位是“{strange[0]}”，请核对"


def _called_alike(line: Line, gathered: Gathered) -> str:
    if line.state == UNASKED:
        return "没有写单位，与应报清单上未报的一项同名，请核对"
    files = "、".join(dict.fromkeys(gathered.files[each.file].file for each in line.namesakes))
    return f"有一张未写单位的同名表（文件“{files}”），请核对" if len(line.namesakes) == 1 else (
        f"有{len(line.namesakes)}张未写单位的同名表（文件“{files}”），请核对")


def _is_other(said: str, due: str) -> bool:
    """Whether the form names another than the roster; one may be short for the other."""
    named, listed = plain_name(said), plain_name(due)
    return bool(named and listed) and named not in listed and listed not in named
