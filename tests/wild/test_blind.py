"""Headers composed by one who did not know the words: a form reads the same under each of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.forms.assessed import Assessed
from addin.forms.refusal import NoForm
from addin.library.library import Library
from scoring.filing.numbers import number
from tests.wild.making import HERE, parse_document, workbook_of
from tests.wild.test_own import exact

_DATA = parse_document((HERE / "blind.yaml").read_text("utf-8")).data
FORM, CASES = _DATA["form"], _DATA["cases"]
HEAD = 1 + sum(len(FORM[part]) for part in ("title", "amounts", "goals")) + 1


def _rows(case: dict[str, Any]) -> list[list[Any]]:
    heads = {name: f"{case.get('before', '')}{case.get('heads', {}).get(name, text)}"
                   f"{case.get('after', '')}" for name, text in FORM["heads"].items()}
    columns = list(FORM["columns"])
    rows = [dict(zip(columns, row, strict=False)) for row in FORM["rows"]]
    for place, added in enumerate(case.get("add", ())):
        name = f"{place}. {added['head']}"
        columns.insert(columns.index(added["left_of"]), name)
        heads[name] = added["head"]
        for row, value in zip(rows, added.get("values", ()), strict=False):
            row[name] = value
    total = {columns[0]: "总分", **FORM["total"]}
    return [*FORM["title"], ["项目资金（万元）", None, None, *map(heads.get, FORM["funds"])],
            *FORM["amounts"], *FORM["goals"],
            *([None, *map(row.get, columns)] for row in ({
                name: heads[name] for name in columns}, *rows, total))]


def _one(case: dict[str, Any]) -> Assessed:
    rows = {place: {"ABCDEFGHIJKLMN"[column]: value for column, value in enumerate(row)}
            for place, row in enumerate(_rows(case), 1)}
    for place, value in case.get("cells", {}).items():
        rows[int(place[1:])][place[0]] = value
    sheet = {"rows": rows, "hidden": case.get("hidden", ())}
    if "high" in case:
        sheet = _higher(rows, HEAD, case["high"])
    (one,) = assess(BookFile.read(workbook_of({"自评": sheet}), "试.xlsx"), Library())
    return one


def _higher(rows: dict[int, dict[str, Any]], head: int, high: int) -> dict[str, Any]:
    """The sheet with each cell of a row merged over so many rows."""
    moved = {place + (high - 1 if place > head else 0): row for place, row in rows.items()}
    return {"rows": moved, "merges": [f"{column}{head}:{column}{head + high - 1}"
                                      for column, text in rows[head].items() if text]}


@cache
def _usual() -> Assessed:
    return _one(CASES[0])


def _told(one: Assessed) -> list[tuple[Any, ...]]:
    return [(award.indicator, award.weight, award.filed, award.score)
            for award in one.scorecard.awards]


def test_it_is_told_that_a_column_stands_twice() -> None:
    """Two columns of one header with different figures: nobody knows which one counts."""
    one = _one({"add": [{"left_of": "reason", "head": "得分", "values": [1, 2, 3, 4, 5]}]})
    assert [(left.text, left.why) for left in one.form.filing.left] == [("得分", "与另一栏重复")]


def test_whose_scores_they_are_stands_above_them() -> None:
    """单位 and 财政 under 评分: no units of measure."""
    upper = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "评分", None]
    rows = [[*row[:7], row[6]] for row in FORM["rows"]]
    merges = ["G2:H2", *(f"{column}2:{column}3" for column in "ABCDEF")]
    sheet = {"rows": [["项目支出绩效自评表"], upper, [None] * 6 + ["单位", "财政"], *rows],
             "merges": merges}
    (one,) = assess(BookFile.read(workbook_of({"自评": sheet}), "试.xlsx"), Library())
    columns = one.form.found.columns
    assert (columns["score"], columns["review"]) == (7, 8)


def test_names_under_an_unknown_header_are_not_said_to_be_missing() -> None:
    case = {"heads": {"level1": "首", "level2": "中", "level3": "末"}, "cells": {"A9": "绩效指标"}}
    with pytest.raises(NoForm) as error:
        _one(case)
    assert error.value.missing == ("指标名称",)
    assert all(f"“{name}”" in str(error.value) for name in ("首", "中", "末"))
    assert "年初预算数" not in str(error.value)


def test_the_form_under_its_usual_headers_is_wholly_read() -> None:
    assert [(award[0], *map(exact, award[1:])) for award in FORM["awards"]] == _told(_usual())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_it_reads_the_same(case: dict[str, Any]) -> None:
    one = _one(case)
    renamed = case.get("renamed", {})
    assert _told(one) == [(renamed.get(name, name), *points) for name, *points in _told(_usual())]
    codes = {each.code.code for each in _usual().findings} | set(case.get("says", ()))
    codes |= {"left-unread"} if "left" in case else set()
    assert [each.message for each in one.findings if each.code.code not in codes] == []
    assert [[left.text, left.why] for left in one.form.filing.left] == case.get("left", [])
    whole = next(fund for fund in one.form.filing.funds if fund.whole)
    amounts = {name: number(entry) for name, entry in whole.amounts.items()}
    assert amounts == {name: exact(each) for name, each in case.get("funds", amounts).items()}
