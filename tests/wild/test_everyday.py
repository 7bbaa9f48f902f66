"""Everyday clauses printed beside rows of a workbook: a reviewer's score, or open and why."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.awards.scorecard import Award
from tests.wild.making import HERE, parse_document, workbook_of

OPEN = "待认定"
CASES = parse_document((HERE / "everyday.yaml").read_text("utf-8")).data
ROWS = [(case, str(actual)) for case in CASES for actual in case["score"]]
HEAD = ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "实际完成值", "评分标准", "得分"]


@cache
def awards() -> tuple[Award, ...]:
    """Of one workbook in which every clause stands beside every one of its actual values."""
    rows: list[Any] = [["2024年度项目支出绩效自评表"], HEAD]
    rows += [["产出指标", "数量指标", case["name"], case["weight"], str(case["target"]), actual,
              case["clause"], None] for case, actual in ROWS]
    book = BookFile.read(workbook_of({"自评表": {"rows": rows}}), "试.xlsx")
    (one,) = assess(book, Library())
    return tuple(one.scorecard.awards)


@pytest.mark.parametrize("place", range(len(ROWS)), ids=lambda place: "：".join(
    (ROWS[place][0]["clause"][:24], ROWS[place][1])))
def test_a_row_is_scored_as_a_reviewer_would_or_left_to_a_person(place: int) -> None:
    case, actual = ROWS[place]
    found, expected = awards()[place], case["score"][actual]
    if expected == OPEN:
        assert found.score is None
        assert found.range is not None
        assert found.why
    else:
        assert found.score == Fraction(str(expected))


def test_most_everyday_clauses_are_scored() -> None:
    assert len(awards()) == len(ROWS)
    scored = [case for case in CASES if set(case["score"].values()) != {OPEN}]
    assert len(scored) > len(CASES) / 2
