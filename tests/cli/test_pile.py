"""A bureau's pile: a folder or a pattern stands for the workbooks in it."""

from pathlib import Path

import pytest

from addin.books.files import open_book
from addin.terminal import forms
from tests.cli.runs import pe


@pytest.fixture
def pile(published: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "收到的"
    folder.mkdir()
    for name in ("乙.xlsx", "甲.XLSX"):
        (folder / name).write_bytes(published.read_bytes())
    (folder / "~$乙.xlsx").write_text("别处打开着")
    (folder / "说明.docx").write_text("不是自评表")
    (folder / "去年").mkdir()
    return folder


@pytest.mark.parametrize("name", ["收到的", "收到的/*.[xX]*", "收到的/?.*"])
def test_every_workbook_once_and_nothing_else(pile: Path, name: str) -> None:
    run = pe("audit", pile.parent / name, pile / "乙.xlsx", "--json")
    assert (run.code, run.err) == (0, "")
    assert [Path(form["file"]).name for form in run.forms] == ["乙.xlsx", "甲.XLSX"]


@pytest.mark.parametrize("name", ["收到的/去年", "收到的/*.xls", "没有这个文件夹/*.xlsx"])
def test_no_workbook_at_all_is_said(pile: Path, name: str) -> None:
    run = pe("audit", pile.parent / name)
    assert (run.code, run.out) == (2, "")
    assert str(pile.parent / name) in run.err
    assert "没有" in run.err


def test_what_cannot_be_read_is_named_and_the_others_are_audited(pile: Path) -> None:
    (pile / "丙.xlsx").write_text("不是工作簿")
    run = pe("audit", pile, "--json")
    assert run.code == 2
    assert "丙.xlsx" in run.err
    assert [Path(form["file"]).name for form in run.forms] == ["丙.xlsx", "乙.xlsx", "甲.XLSX"]
    assert [form["schema"] for form in run.forms] == [
        "pe-refusal/1", "pe-scorecard/1", "pe-scorecard/1"]


def test_a_pile_ends_with_a_tally(pile: Path) -> None:
    assert pe("audit", pile).out.splitlines()[-1].startswith("共 ")
    assert "共 " not in pe("audit", pile, "--json").out.splitlines()[-1]


def test_a_fault_of_ours_in_one_file_does_not_end_the_others(
        pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(file: Path) -> object:
        if file.name == "乙.xlsx":
            raise KeyError(8)
        return open_book(file)

    monkeypatch.setattr(forms, "open_book", opened)
    run = pe("audit", pile)
    assert run.code == 3
    assert "乙.xlsx：程序出错" in run.err
    assert "甲.XLSX" in run.out
