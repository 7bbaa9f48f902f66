"""Three hundred forms, and what lies between them: every file accounted for, no clean form accused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from addin.desk.review.run import Done, Order, review
from addin.pages.review.read import Round, read_round, text
from addin.pages.review.records import ReviewedFile
from addin.pages.review.tables import (
    DETAILS,
    ERRORS,
    FILE,
    FILES,
    FORM_KEY,
    KEY,
    OUTCOME,
    PROBLEMS,
    REASON,
    SEVERITY,
    SUMMARY,
)
from tests.review.piles import BROKEN, LEFT_BEHIND, LOOK_ALIKES, three_hundred

COUNT = 300


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path, list[ReviewedFile]]:
    folder = tmp_path_factory.mktemp("pile")
    three_hundred(folder / "收到", COUNT)
    seen: list[ReviewedFile] = []
    made = review(Order([folder / "收到"], folder / "审核结果.xlsx", jobs=2), seen.append)
    return made, folder / "审核结果.xlsx", seen


@pytest.fixture(scope="module")
def told(done: tuple[Done, Path, list[ReviewedFile]]) -> Round:
    return read_round(done[1])


def test_every_file_stands_on_the_last_sheet(told: Round) -> None:
    listed = Counter(text(row, FILE).rpartition("/")[2] for row in told.rows(FILES))
    wanted = [*LOOK_ALIKES, *BROKEN, "旧/往年.rar", "旧/往年.7z"]
    assert [name for name in wanted if listed[name.rpartition("/")[2]] != 1] == []
    numbers = {name[:3] for name in listed if name[3:].startswith("-自评表")}
    assert numbers == {f"{number:03}" for number in range(COUNT)}
    assert sum(listed.values()) == COUNT + len(wanted)


def test_what_programs_leave_behind_is_counted_and_not_listed(
        done: tuple[Done, Path, list[ReviewedFile]]) -> None:
    assert done[0].gathered.ignored == len(LEFT_BEHIND)


def test_look_alikes_are_told_by_what_they_are(told: Round) -> None:
    found = {text(row, FILE): (text(row, OUTCOME), text(row, "内容")) for row in told.rows(FILES)}
    assert {name: found[name] for name in LOOK_ALIKES} == {
        name: ("不是自评表", kind) for name, (_, kind) in LOOK_ALIKES.items()}


def test_what_cannot_be_read_says_why(told: Round) -> None:
    found = {text(row, FILE): (text(row, OUTCOME), text(row, REASON)) for row in told.rows(FILES)}
    for name in BROKEN:
        assert found[name][0] == "读不出"
        assert found[name][1].endswith("。")
    assert {found[f"旧/往年.{kind}"][0] for kind in ("rar", "7z")} == {"未读"}


def test_no_clean_form_is_accused(told: Round) -> None:
    errors = [row for row in told.rows(PROBLEMS) if row[SEVERITY] == ERRORS]
    assert errors == []
    lines = Counter(text(row, FORM_KEY) for row in told.rows(PROBLEMS))
    assert median(lines[text(row, KEY)] for row in told.rows(SUMMARY)) <= 5


def test_every_form_has_its_line_and_its_rows(told: Round) -> None:
    keys = [text(row, KEY) for row in told.rows(SUMMARY)]
    assert len(keys) == len(set(keys)) == COUNT
    assert {text(row, FORM_KEY) for row in told.rows(DETAILS)} == set(keys)


def test_results_come_in_the_order_of_the_pile(
        done: tuple[Done, Path, list[ReviewedFile]]) -> None:
    gathered, seen = done[0].gathered, done[2]
    assert [each.file for each in seen] == [each.file for each in gathered.files]
    on_disk = [each.file for each in seen if ".zip/" not in each.file]
    assert on_disk == sorted(on_disk, key=lambda name: name.split("/"))


def test_the_journal_is_gone_when_the_workbook_is_there(
        done: tuple[Done, Path, list[ReviewedFile]]) -> None:
    assert {path.name for path in done[1].parent.iterdir()} == {"审核结果.xlsx", "收到"}
