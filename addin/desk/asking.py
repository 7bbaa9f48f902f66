"""选择评分办法 and 新建自评表: a person is asked which 评分办法 is meant."""

from __future__ import annotations

from pathlib import Path

from addin.books.book import RULESET_PROPERTY
from addin.books.host import Host
from addin.library.library import Library
from addin.tables.buttons import TAB
from scoring.rules.ruleset import Ruleset


def choose_ruleset(host: Host, library: Library) -> str:
    """The workbook in front is scored by it from now on."""
    ruleset = _asked(host, library)
    if ruleset is None:
        return "评分办法没有改。"
    host.book.set_property(RULESET_PROPERTY, ruleset.id)
    return f"本工作簿的评分办法：{ruleset.id} {ruleset.title}。\n请保存工作簿。"


def new_form(host: Host, library: Library) -> str:
    """The blank official form, opened; it lies beside the workbook in front."""
    from addin.desk.new_form import write_new

    ruleset = _asked(host, library)
    if ruleset is None:
        return "没有新建。"
    path = write_new(ruleset, library, host.file.parent if host.file else Path.home())
    host.open(path)
    return f"已新建并打开：\n{path}"


def _asked(host: Host, library: Library) -> Ruleset | None:
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
