"""What to do next is said: where lacking figures go, by a command that works as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.runs import pe

_HEAD = ("一级指标", "二级指标", "三级指标", "评分标准", "年度指标值", "实际完成值", "分值", "得分")
_STANDARD = "在职人员控制率=（在职人员数/编制数）×100%，≤100%得满分，每超过1个百分点扣0.5分，扣完为止。"


@pytest.fixture
def form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("甲县2023年度项目支出绩效自评表",), ("项目名称", "渠道", None, "主管部门", "甲县水利局"), _HEAD,
                ("产出指标", "数量指标", "在职人员控制率", _STANDARD, "≤100%", "在职95人，编制100人", 100, 90),
                ("总分", None, None, None, None, None, 100, 90)):
        sheet.append(row)
    book.save(tmp_path / "表.xlsx")
    monkeypatch.chdir(tmp_path)
    return Path("表.xlsx")


@pytest.mark.parametrize("verb", ["audit", "explain"])
def test_where_lacking_figures_are_typed_is_told_by_a_command_that_works(
        verb: str, form: Path) -> None:
    said = pe(verb, form).out
    command = re.search(r"运行 pe (fill .+?)，补上“基础数据”表", said)
    assert command is not None
    assert pe(*shlex.split(command[1])).code == 0
    made = Path(command[1].split(" -o ")[1])
    again = pe(verb, made).out
    assert "缺的数请填在“基础数据”表黄色的格里" in again
    assert "--inputs" not in again


def test_a_row_that_holds_words_is_not_said_to_hold_nothing(form: Path) -> None:
    said = pe("audit", form).out
    assert "要用的在职人员数、编制数没有单独填写（实际完成值写作“在职95人，编制100人”）" in said
    assert "表中没有" not in said


def test_an_indicator_that_is_not_there_is_answered_with_those_that_are(form: Path) -> None:
    assert "没有名称含“满意度”的指标，现有：在职人员控制率" in pe(
        "explain", form, "--indicator", "满意度").err


def test_what_was_looked_at_is_shown_with_its_cells(form: Path) -> None:
    said = pe("explain", form).out
    assert ("所看：年度指标值“≤100%”（Sheet!E4），实际完成值“在职95人，编制100人”（Sheet!F4），"
            "分值100（Sheet!G4）") in said
