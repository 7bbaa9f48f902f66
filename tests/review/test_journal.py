"""A run that was stopped goes on: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from addin.desk.review.journal import Journal, beside, digest
from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.run import Order, review
from addin.desk.review.same_rules import fingerprint
from addin.desk.review.sources import Pile, Source
from addin.pages.review.read import read_round, text
from addin.pages.review.records import ReviewedFile
from addin.pages.review.tables import FINDING, PROBLEMS, SUMMARY, UNIT
from tests.review.making import forms, personal
from tests.review.piles import document, put
from tests.review.test_annexes import reported


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "果.进度.jsonl"


SOURCES = [Source(name, name, content) for name, content in forms(3)]
RECORDS = [review_file(each, Setting()) for each in SOURCES]


def filled(path: Path, rules: str = "甲") -> None:
    with Journal(path, rules) as kept:
        for source, record in zip(SOURCES, RECORDS, strict=True):
            kept.put(digest(source), record)


def found(path: Path, rules: str = "甲") -> list[ReviewedFile]:
    with Journal(path, rules) as kept:
        places = [kept.place(digest(source)) for source in SOURCES]
        return [kept.record(place) for place in places if place is not None]


def test_records_come_back_as_they_were(journal: Path) -> None:
    filled(journal)
    assert found(journal) == RECORDS


def test_other_rules_begin_anew(journal: Path) -> None:
    filled(journal)
    assert found(journal, "乙") == []
    assert found(journal) == []


@pytest.mark.parametrize("cut", [1, 30, 2_000])
def test_a_line_that_was_not_written_to_its_end_is_dropped(journal: Path, cut: int) -> None:
    filled(journal)
    journal.write_bytes(journal.read_bytes()[:-cut])
    assert found(journal) == RECORDS[:2]
    filled(journal)
    assert found(journal) == RECORDS


@pytest.mark.parametrize("content", [b"", b"not ours\n", b"\0" * 500, b"{}\n{}\n"])
def test_what_is_no_journal_is_begun_anew(journal: Path, content: bytes) -> None:
    journal.write_bytes(content)
    assert found(journal) == []
    filled(journal)
    assert found(journal) == RECORDS


def test_a_digest_follows_the_place_and_the_content() -> None:
    first = SOURCES[0]
    assert len({digest(each) for each in (
        first, Source("别处.xlsx", first.path, first.content),
        Source(first.file, first.path, b"1"), Source(first.file, first.path, refused="x"))}) == 4


def test_folders_with_files_of_one_name_go_on_apart(tmp_path: Path) -> None:
    made = list(forms(2))
    named = [tmp_path / "东", tmp_path / "西"]
    for folder, (_, content) in zip(named, made, strict=True):
        put(folder, [("表.xlsx", content)])
    order = Order(named, tmp_path / "果.xlsx", jobs=1)
    with Journal(beside(order.output), fingerprint(order.setting)) as kept:
        for folder in named:
            for source in Pile([folder]):
                kept.put(digest(source), review_file(source, order.setting))
    done = review(order)
    assert done.resumed == 2
    units = [text(row, UNIT) for row in read_round(order.output).rows(SUMMARY)]
    assert sorted(units) == ["第000管理站", "第001管理站"]


@pytest.mark.skipif(os.name == "nt", reason="a process is ended otherwise there")
def test_killed_in_the_middle_and_started_again(tmp_path: Path) -> None:
    made = dict(forms(57))
    form = made["003-自评表.xlsx"]
    put(tmp_path / "收到", [*made.items(), ("又报.xlsx", personal(form, {"100": "99"})),
                         ("报告/带表.docx", reported(tmp_path / "报告", form)),
                         ("报告/不带表.docx", document(
                             "第001管理站2023年度", "第001号工程项目绩效自评报告", "自评总分为95分。"))])
    whole, output = tmp_path / "整.xlsx", tmp_path / "果.xlsx"
    run = [sys.executable, "-m", "addin.terminal.cli", "review", str(tmp_path / "收到"),
           "--jobs", "1", "-o"]
    subprocess.run([*run, str(whole)], check=False, capture_output=True, timeout=120)
    started = subprocess.Popen([*run, str(output)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    journal = beside(output)
    while started.poll() is None and (not journal.exists() or journal.stat().st_size < 60_000):
        time.sleep(0.01)
    started.kill()
    started.wait()
    assert not output.exists()
    seen: list[ReviewedFile] = []
    done = review(Order([tmp_path / "收到"], output, jobs=1), seen.append)
    assert 0 < done.resumed < 60
    assert len(seen) == len({each.file for each in seen}) == 60
    assert output.read_bytes() == whole.read_bytes()
    told = [text(row, FINDING) for row in read_round(output).rows(PROBLEMS)]
    assert {"form-twice", "report-total"} <= set(told)
