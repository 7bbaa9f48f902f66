"""PE_CHECK over the ranges of the five published forms: what ``pe audit`` finds, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from scoring.findings.severity import SEVERITY_WORDS
from tests.addin_functions.sheets import Sheet
from tests.cli.runs import pe
from tests.xlwings_windows import OMITTED, ExcelCalls

NAMES = {"huaxi": "自评表", "conghua": "自评表", "lukou": "自评表", "jiangning": "自评表", "chayu": "评分表"}
NEEDS_INPUTS = {"conghua": 14, "chayu": 33}
"""Of so many indicators the clause can only be applied to figures of 基础数据, another sheet. A
formula sees the range that it is given: it says so once, in place of all that follows from them."""
FOLLOWS_FROM_INPUTS = {"chayu": ("评分表!H36",)}
"""With the figures, one score differs, and a reading of its clause is told. Without them only the
words beside the full score look odd."""
CONTRADICTS = [["请说明", "评分表!H36、评分表!G36",
                "结果应用创新：填报满分 1 分，文字却写“住建局未将绩效评价结果项社会公开”，请核对"]]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("样例")
    for name in NAMES:
        assert pe("sample", name, "-o", folder / f"{name}.xlsx").code == 0
    return {name: folder / f"{name}.xlsx" for name in NAMES}


def audited(form: Path, *but: str) -> list[list[str]]:
    """What ``pe audit`` says, as the lines of a cell function."""
    return [[SEVERITY_WORDS[each["severity"]], "、".join(each["cells"]), each["message"]]
            for each in pe("audit", form, "--json").form["findings"]
            if each["code"] != "input-missing" and not set(each["cells"]) & set(but)]


def told(answer: list[list[Any]]) -> dict[str, str]:
    return {cells: message for _, cells, message in answer}


@pytest.mark.parametrize("name", NAMES)
def test_the_range_of_a_published_form(name: str, samples: Mapping[str, Path],
                                       excel: ExcelCalls) -> None:
    shown = excel.call("PE_CHECK", Sheet(samples[name], NAMES[name]).area())
    if name in NEEDS_INPUTS:
        *shown, (severity, cells, message) = shown
        assert (severity, cells) == ("供参考", "")
        assert message.startswith(f"有{NEEDS_INPUTS[name]}个指标要用“基础数据”表的数")
    expected = audited(samples[name], *FOLLOWS_FROM_INPUTS.get(name, ()))
    assert sorted(shown) == sorted(expected + CONTRADICTS * (name in FOLLOWS_FROM_INPUTS))
    words = [word for word, _, _ in shown]
    assert words == sorted(words, key=list(SEVERITY_WORDS.values()).index), "errors first"


@pytest.fixture
def huaxi(samples: Mapping[str, Path]) -> Sheet:
    return Sheet(samples["huaxi"], "自评表")


@pytest.mark.parametrize(("cell", "said"), [
    ("H17", "任务配合完成时限：单元格是错误值 #DIV/0!"),
    ("F17", "任务配合完成时限：单元格是错误值 #DIV/0!"),
    ("H21", "总分：单元格是错误值 #DIV/0!"),
    ("E8", "年度资金总额：单元格是错误值 #DIV/0!"),
])
def test_an_error_in_a_cell_is_found_there(cell: str, said: str, samples: Mapping[str, Path],
                                           excel: ExcelCalls) -> None:
    sheet = Sheet(samples["huaxi"], "自评表", {cell: "#DIV/0!"})
    assert told(excel.call("PE_CHECK", sheet.area()))[f"自评表!{cell}"] == said


def test_the_range_may_end_with_the_total_and_begin_below_the_title(
        huaxi: Sheet, excel: ExcelCalls) -> None:
    whole = excel.call("PE_CHECK", huaxi.area())
    assert excel.call("PE_CHECK", huaxi.area("A5:I21")) == whole
    assert excel.call("PE_CHECK", huaxi.area("B1:I28")) == whole


def test_of_a_part_only_the_part_is_checked(huaxi: Sheet, excel: ExcelCalls) -> None:
    found = told(excel.call("PE_CHECK", huaxi.area("A14:I21")))
    assert found["自评表!G21"] == "分值合计为 90，应为 100（相差 10）", "the funds row is not in it"
    assert "自评表!I8" not in found


@pytest.mark.parametrize(("area", "said"), [
    ("A15:I20", "没有找到可识别的自评表"), ("H16", "表是空的"),
    ("K40:M50", "表是空的"), ("A1:G28", "表头缺少“得分”列"),
])
def test_what_is_no_form_is_an_error_with_its_reason(area: str, said: str, huaxi: Sheet,
                                                     excel: ExcelCalls) -> None:
    error, cells, message = excel.call("PE_CHECK", huaxi.area(area))
    assert (error, cells) == ("#VALUE!", "")
    assert said in message


def test_a_text_is_no_range_and_an_unknown_ruleset_none(huaxi: Sheet, excel: ExcelCalls) -> None:
    for given in ("自评表", OMITTED):
        assert excel.literal("PE_CHECK", given) == [
            "#VALUE!", "", "“form_range”应当是工作表上的一个区域"]
    error, _, message = excel.call("PE_CHECK", huaxi.area(), "火星")
    assert error == "#VALUE!"
    assert message.startswith("没有评分办法“火星”")


def test_the_ruleset_named_goes_before_the_workbooks(huaxi: Sheet, excel: ExcelCalls) -> None:
    said = told(excel.call("PE_CHECK", huaxi.area(), "national"))["自评表!I8"]
    assert said.startswith("预算执行率：条文没有写执行率怎样折算成分")


def test_of_a_form_without_a_doubt_it_says_so(samples: Mapping[str, Path],
                                              excel: ExcelCalls) -> None:
    funds = {f"{column}{row}": amount for column in "DEF"
             for row, amount in ((8, 300), (9, 100), (10, 200))}
    rows = {"H16": 15, "H20": 10, "F17": "12个月", "F18": "100%", "I16": None, "I20": None}
    sheet = Sheet(samples["huaxi"], "自评表", {**funds, **rows, "H8": 1, "I8": 10, "H21": 100})
    assert excel.call("PE_CHECK", sheet.area()) == ["没有发现疑点", "", ""]
