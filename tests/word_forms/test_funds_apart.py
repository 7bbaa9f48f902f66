"""A Word form whose funds stand in a table of their own, with fewer or more columns than that of
the indicators: they are its funds, and their score is filled in where it stands."""

from pathlib import Path

import pytest

from tests.cli.runs import pe
from tests.word_forms.packages import content, paragraph, table

FUNDS = (["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
         ["年度资金总额", "500", "500", "480", "10", "96%", "{score}"])
ROWS = (["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
        ["产出指标", "数量指标", "改造校舍面积", "≥2000平方米", "1900平方米", "50", "47.5", "雨季停工"],
        ["效益指标", "社会效益", "入学率", "≥95%", "96%", "40", "40", ""],
        ["总分", "", "", "", "", "100", "{total}", ""])


def form(folder: Path, columns: int, score: str, total: str) -> Path:
    """The form with an indicator table of so many columns."""
    rows = [[text.format(total=total) for text in row[:columns]] for row in ROWS]
    funds = [[text.format(score=score) for text in row] for row in FUNDS]
    made = folder / "表.docx"
    made.write_bytes(content(paragraph("项目支出绩效自评表") + table(*funds) + paragraph()
                             + table(*rows)))
    return made


@pytest.mark.parametrize("columns", [7, 8])
def test_the_funds_count_whatever_columns_their_table_has(tmp_path: Path, columns: int) -> None:
    said = pe("audit", form(tmp_path, columns, "9.6", "97.1"), "--json").form
    assert said["awards"][0]["indicator"] == "预算执行率"
    assert said["awards"][0]["score"] == "9.60"
    assert not [each for each in said["findings"] if each["severity"] == "error"]


@pytest.mark.parametrize("columns", [7, 8])
def test_their_score_is_filled_in_where_it_stands(tmp_path: Path, columns: int) -> None:
    empty, filled = form(tmp_path, columns, "", ""), tmp_path / "回填.docx"
    assert pe("fill", empty, "-o", filled).code == 0
    said = pe("audit", filled, "--json").form
    assert said["awards"][0]["filed"] == "9.60"
    assert said["awards"][0]["cell"] == "表1!G2"
