"""A button that fails ends in a sentence; a fault of ours names the file it is written down in."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import pytest

from addin.errors import UserError
from addin.ribbon import press


def pressed(monkeypatch: pytest.MonkeyPatch, error: Exception) -> press.Told:
    def refuse() -> Any:
        raise error

    host = SimpleNamespace(book=None, working=lambda _said: nullcontext(), new=refuse)
    monkeypatch.setattr(press.HostLive, "calling", lambda: host)
    return press.run("help")


def test_what_the_person_can_mend_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pressed(monkeypatch, UserError("请先保存。")) == press.Told("请先保存。", wrong=True)


def test_a_fault_of_ours_names_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    told = pressed(monkeypatch, RuntimeError("com_error"))
    assert told.wrong
    assert ".log" in told.text
    assert told.undo == ""
