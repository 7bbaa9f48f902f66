"""What the first lines of a Word document make of it: a report with an annex, or a form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.desk.review.titles import head_of
from scoring.report.passage import Passage
from scoring.rulefile.document import parse_document

CASES = parse_document(Path(__file__).with_name("titles.yaml").read_text("utf-8")).data


@pytest.mark.parametrize("case", CASES, ids=lambda case: "／".join(case["lines"]) or "nothing")
def test_a_report_is_told_by_its_title(case: dict[str, Any]) -> None:
    lines = [Passage(f"第{place}段", line) for place, line in enumerate(case["lines"], 1)]
    assert head_of(lines).is_report == case["report"]


def test_the_head_ends_where_the_first_chapter_or_table_begins() -> None:
    table = Passage("表1第1行", "", ("一级指标", "二级指标", "年度指标值", "绩效自评报告"))
    for end in (Passage("第2段", "一、基本情况"), table):
        assert not head_of([Passage("第1段", "水利局"), end, Passage("第3段", "绩效自评报告")]).is_report
