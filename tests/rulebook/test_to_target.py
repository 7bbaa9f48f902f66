"""pe rules draft: a clause that counts from the row's printed target is drafted so; and what is
filed as the indicator's own value is never taken for another figure."""

from pathlib import Path
from typing import Any

import openpyxl
import yaml

from tests.cli.runs import pe

CASES: list[list[Any]] = yaml.safe_load(Path(__file__).with_name("to_target.yaml").read_text("utf-8"))
HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "评分标准")
FIRST, POINTS = 4, 7


def form(path: Path, *, filled: bool) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["清河县项目支出绩效自评表（2024年度）"])
    sheet.append(["项目名称", "某项目"])
    sheet.append(HEAD)
    for name, target, weight, clause, filed, _ in CASES:
        sheet.append(["产出指标", "数量指标", name, target, filed if filled else None, weight,
                      None, clause])
    book.save(path)
    return path


def test_a_drafted_rule_counts_from_the_target_that_its_row_prints(tmp_path: Path) -> None:
    rules, filled = tmp_path / "评分办法.xlsx", tmp_path / "填好.xlsx"
    assert pe("rules", "draft", form(tmp_path / "表.xlsx", filled=False), "-o", rules).code == 0
    pe("fill", form(tmp_path / "报.xlsx", filled=True), "--ruleset", rules, "-o", filled)
    sheet = openpyxl.load_workbook(filled).worksheets[0]
    found = {case[0]: sheet.cell(row, POINTS).value for row, case in enumerate(CASES, FIRST)}
    assert found == {case[0]: case[-1] for case in CASES}
