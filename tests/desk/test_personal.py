"""The audit tells of all that 公开版 covers on a form's sheet, wherever it stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from addin.books.files import open_book
from addin.desk.assess import assess
from addin.library.library import Library
from tests.cli.runs import pe

_FORM: list[list[Any]] = [
    ["甲县2023年度项目支出绩效自评表"],
    ["项目名称", "渠道改造", "主管部门", "甲县水利局", "项目负责人", None],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "改造户数", "100户", "100户", 50, 50, None],
    ["满意度指标", "满意度", "群众满意度", "≥90%", "95%", 50, 50, None],
    ["总分", None, None, None, None, 100, 100, None],
    ["填表人：", None, "联系电话", None, "审核人", None]]
_PHONE, _IDENTITY = 13812345678, "512501196512305186"


def file_of(path: Path, changes: dict[str, Any]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _FORM:
        sheet.append(row)
    for cell, value in changes.items():
        sheet[cell] = value
    book.save(path)
    return path


@pytest.mark.parametrize("changes", [
    {"F2": "张三丰"}, {"B7": "李四光", "F7": "王五一"}, {"D7": _PHONE}, {"A7": "填表人：李四光"},
    {"A9": "身份证号", "B9": _IDENTITY}, {"I3": "责任人", "I4": "赵六合", "I5": "钱七里"},
    {"H4": "经办人张三丰，电话13912345678", "F7": "王五一"},
    {"A9": "邮箱：zhangsan@example.com"}])
def test_the_audit_names_the_cells_that_the_public_version_covers(
        changes: dict[str, Any], tmp_path: Path) -> None:
    file = file_of(tmp_path / "表.xlsx", changes)
    covered = {line.split("　")[1] for line in pe("public", file, "-o", tmp_path / "公开.xlsx").out
               .splitlines() if line.startswith("  ") and "!" in line}
    told = {cell for one in assess(open_book(file), Library()) for each in one.findings
            if each.code.code.startswith("personal-") for cell in each.cells}
    assert told == covered != set()


def test_of_blank_signatures_nothing_is_said(tmp_path: Path) -> None:
    file = file_of(tmp_path / "表.xlsx", {})
    assert "公开前" not in pe("audit", file).out


def test_what_stands_in_the_signatures_is_one_line_and_shows_nothing(tmp_path: Path) -> None:
    file = file_of(tmp_path / "表.xlsx", {"D7": _PHONE, "F7": "王五一"})
    said = pe("audit", file).out
    assert "供参考　表上其他栏目含有姓名1处、电话号码1处，公开前请遮盖　[Sheet!D7、Sheet!F7]" in said
    assert "王五一" not in said
    assert str(_PHONE) not in said
