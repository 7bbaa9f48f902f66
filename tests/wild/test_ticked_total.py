"""A grade that is ticked in the row of the total is the form's, and held against its score."""

from __future__ import annotations

import pytest

from addin.forms.read import read_forms
from addin.library.form_map import packaged_maps
from scoring import audit, score
from tests.audit.filings import packaged_ruleset
from tests.wild.making import BookFile, workbook_of

ROW = ("产出指标", "数量指标", "培训人数", "≥100人", "100人")


@pytest.mark.parametrize(("beside", "grade", "said"), [
    ("优√", "优", []), ("优☑良□中□差□", "优", []), ("□优 ☑良 □中 □差", "良", ["grade-differs"]),
    ("自评等级：优□ 良☑", "良", ["grade-differs"]), ("优秀（√） 良好（ ）", "优秀", []),
    ("优□良□中□差□", "", []), ("☑已核对 □未核对", "", [])])
def test_the_grade_ticked_beside_the_total(beside: str, grade: str, said: list[str]) -> None:
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "备注"]
    book = workbook_of({"表": {"rows": [
        ["2023年度项目支出绩效自评表"], heads, [*ROW, 100, 100], ["总分", *[None] * 4, 100, 100, beside]]}})
    (form,) = read_forms(BookFile.read(book, "试.xlsx"), packaged_maps())
    assert (form.filing.grade.text, form.filing.grade.cell) == (grade, grade and "表!H4")
    found = audit(score(form.filing, packaged_ruleset("national/2020")))
    assert [each.code.code for each in found if each.code.code.startswith("grade")] == said
