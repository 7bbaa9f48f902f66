"""A button that fails ends in a sentence; a fault of ours names the file it is written down in."""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from addin.errors import UserError
from addin.pages.review.read import read_round
from addin.pages.review.tables import FILE, SUMMARY
from addin.ribbon import press
from tests.cli.runs import pe

MOST_SECONDS = 120


def pressed(monkeypatch: pytest.MonkeyPatch, error: Exception) -> press.Told:
    def refuse() -> Any:
        raise error

    host = SimpleNamespace(book=None, working=lambda _said: nullcontext(), new=refuse)
    monkeypatch.setattr(press.HostLive, "calling", lambda: host)
    return press.run("help")


def test_what_the_person_can_mend_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pressed(monkeypatch, UserError("请先保存。")) == press.Told("请先保存。", wrong=True)


@pytest.mark.skipif(sys.platform == "win32", reason="its window would wait for a person there")
def test_a_folder_is_reviewed_by_a_process_of_its_own(tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """The button answers at once; the result lies beside the folder when it is there."""
    host = SimpleNamespace(book=None, working=lambda _said: nullcontext())
    monkeypatch.setattr(press.HostLive, "calling", lambda: host)
    pile = tmp_path / "收到 的 表"
    (pile / "乡镇").mkdir(parents=True)
    assert pe("sample", "huaxi", "-o", pile / "乡镇" / "甲.xlsx").code == 0
    told, result = press.run(f"review_folder {pile}"), tmp_path / "收到 的 表-审核结果.xlsx"
    assert (told.wrong, str(result) in told.text) == (False, True)
    for _ in range(MOST_SECONDS):
        if result.exists():
            break
        time.sleep(1)
    (row,) = read_round(result).rows(SUMMARY)
    assert row[FILE] == "乡镇/甲.xlsx"


@pytest.mark.parametrize(("folder", "says"), [
    ("没有的", "没有这个文件夹"), (Path(__file__).anchor, "是整个磁盘")])
def test_a_folder_that_cannot_be_reviewed_is_told(folder: str, says: str,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    host = SimpleNamespace(book=None, working=lambda _said: nullcontext())
    monkeypatch.setattr(press.HostLive, "calling", lambda: host)
    told = press.run(f"review_folder {folder}")
    assert told.wrong
    assert says in told.text


def test_a_fault_of_ours_names_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pressed(monkeypatch, RuntimeError("com_error"))
    assert told.wrong
    assert ".log" in told.text
    assert told.undo == ""
