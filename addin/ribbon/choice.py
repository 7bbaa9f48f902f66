"""Asking the clerk which 评分办法 is meant."""

from __future__ import annotations

from addin.books.book import RULESET_PROPERTY
from addin.books.host import Host
from addin.library.library import Library
from addin.tables.buttons import TAB
from scoring.rules.ruleset import Ruleset


def asked_ruleset(host: Host, library: Library) -> Ruleset | None:
    """The ruleset typed by number or name; None when the dialog was cancelled."""
    rulesets = library.all()
    lines = [f"{place}  {each.id}  {each.title}" for place, each in enumerate(rulesets, 1)]
    said = host.ask("请输入序号、编号或名称：\n" + "\n".join(lines), f"{TAB} · 评分办法",
                    host.book.property(RULESET_PROPERTY) or "")
    wanted = (said or "").strip()
    if not wanted:
        return None
    if wanted.isdigit() and 1 <= int(wanted) <= len(rulesets):
        return rulesets[int(wanted) - 1]
    return library.find(wanted)
