"""Headers that were composed and stand in no form: read as what they are or refused by name."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from addin.books.xlsx.closed import BookFile
from addin.forms.read import read_forms
from addin.forms.refusal import NoForm
from addin.library.form_map import packaged_maps
from addin.library.word_files import packaged_words
from tests.wild.making import HERE, parse_document, workbook_of
from tests.wild.test_vocabulary import books, headers

COMPOSED = parse_document((HERE / "composed.yaml").read_text("utf-8")).data
REFUSED, UNDECIDED = COMPOSED.pop("refused"), COMPOSED.pop("undecided")
USUAL = {"level1": "一级指标", "level2": "二级指标", "level": "三级指标", "target": "年度指标值",
         "actual": "实际完成值", "weight": "分值", "score": "得分", "reason": "偏差原因"}
ROLES = [*USUAL]
ROWS = [["产出指标", "数量指标", "培训人数", "≥100人", "110人", 45, 45, None],
        ["产出指标", "质量指标", "差错率", "≤3%", "1%", 30, 30, None],
        ["满意度指标", "满意度指标", "学员满意度", "≥90%", "81%", 25, 22.5, "服务不到位，加强培训"],
        ["总分", None, None, None, None, 100, 97.5, None]]


def form(concept: str, header: str) -> BookFile:
    """A form with the header in the place of its concept's usual one."""
    head = [header if name == concept else usual for name, usual in USUAL.items()]
    made = workbook_of({"表": {"rows": [["2023年度项目支出绩效自评表"], head, *ROWS]}})
    return BookFile.read(made, "试.xlsx")


@cache
def known() -> frozenset[str]:
    """The headers of all forms that there are."""
    words = packaged_words()
    return frozenset(words.plain(text) for of in books().values()
                     for _, text in headers(of, words, "columns").values())


@pytest.mark.parametrize("concept", COMPOSED)
def test_it_is_read_as_what_it_is(concept: str) -> None:
    new = [each for each in COMPOSED[concept] if packaged_words().plain(each) not in known()]
    assert len(new) > 15
    wrong = []
    for header in new:
        (read,) = read_forms(form(concept, header), packaged_maps())
        roles = {"level" if role == "level3" else role: place
                 for role, place in read.found.columns.items()}
        if read.filing.left or {role: roles.get(role) for role in ROLES} != {
                role: place for place, role in enumerate(ROLES, 1)}:
            wrong.append((header, roles))
    assert wrong == []


@pytest.mark.parametrize("concept", REFUSED)
def test_what_is_not_understood_is_named(concept: str) -> None:
    missing = packaged_words().columns.words.concepts[concept].name
    for header in REFUSED[concept]:
        with pytest.raises(NoForm) as error:
            read_forms(form(concept, header), packaged_maps())
        assert error.value.missing == (missing,)
        assert header in error.value.found
        assert f"“{header}”" in str(error.value)


@pytest.mark.parametrize("case", UNDECIDED, ids=lambda case: str(case["under"]))
def test_no_column_stands_in_for_the_year(case: dict[str, Any]) -> None:
    upper: list[str | None] = ["指标名称", "分值", "得分"]
    lower: list[str | None] = [None, None, None]
    merges = ["A2:A3", "B2:B3", "C2:C3"]
    for text, under in zip(("目标值", "完成值"), case["under"], strict=True):
        first = "ABCDEFGH"[len(upper)]
        upper += [text] + [None] * (len(under) - 1 if under else 0)
        lower += under or [None]
        last = "ABCDEFGH"[len(upper) - 1]
        merges.append(f"{first}2:{last}{2 if under else 3}")
    row = ["培训人数", 100, 100, *["100人"] * (len(upper) - 3)]
    made = workbook_of({"表": {"rows": [["项目支出绩效自评表"], upper, lower, row],
                              "merges": merges}})
    with pytest.raises(NoForm) as error:
        read_forms(BookFile.read(made, "试.xlsx"), packaged_maps())
    assert list(error.value.missing) == case["missing"]
    assert set(case["under"][1]) <= set(error.value.found)
