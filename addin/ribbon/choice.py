"""Asking the clerk which 评分办法 is meant."""

from __future__ import annotations

from addin.books.book import RULESET_PROPERTY
from addin.books.live.book import BookLive
from addin.library.library import Library
from addin.tables.buttons import TAB
from scoring.rules.ruleset import Ruleset

_TEXT = 2
"""Application.InputBox: the answer is a text."""


def asked_ruleset(book: BookLive, library: Library) -> Ruleset | None:
    """The ruleset typed by number or name; None when the dialog was cancelled.

    xlwings has no dialog that takes an answer: Excel's own is asked.
    """
    rulesets = library.all()
    lines = [f"{place}  {each.id}  {each.title}" for place, each in enumerate(rulesets, 1)]
    said = book.book.app.api.InputBox(
        Prompt="请输入序号、编号或名称：\n" + "\n".join(lines), Title=f"{TAB} · 评分办法",
        Default=book.property(RULESET_PROPERTY) or "", Type=_TEXT)
    if said is False or not str(said).strip():
        return None
    wanted = str(said).strip()
    if wanted.isdigit() and 1 <= int(wanted) <= len(rulesets):
        return rulesets[int(wanted) - 1]
    return library.find(wanted)
