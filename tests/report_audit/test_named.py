"""A sentence about one indicator says what its row says; where that is not sure, nothing is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.library.library import Library
from scoring.awards.scorecard import Scorecard
from scoring.report.check import check_report
from scoring.report.passage import Passage
from tests.review.making import county_book, own_words

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("named.yaml").read_text("utf-8"))


@cache
def scorecard() -> Scorecard:
    (one,) = assess(BookFile.read(county_book(own_words(1)), "表.xlsx"), Library())
    return one.scorecard


def told(sentence: str) -> set[tuple[str, str | None, str | None]]:
    report = [Passage("第1段", "三、指标完成情况"), Passage("第2段", sentence)]
    return {(each.code.code, each.filed, each.expected)
            for each in check_report(report, scorecard()).findings}


@pytest.mark.parametrize(("sentence", "found"), CASES["told"])
def test_what_was_typed_over_is_told(sentence: str, found: list[list[str]]) -> None:
    assert told(sentence) == set(map(tuple, found))


@pytest.mark.parametrize("sentence", CASES["silent"])
def test_what_may_mean_something_else_is_not(sentence: str) -> None:
    assert told(sentence) == set()
