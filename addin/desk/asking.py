"""What a person is asked before something is done: which 评分办法 is meant (选择评分办法, 新建自评表), and
whether a form that says it is not for the public may be published (公开版)."""

from __future__ import annotations

from pathlib import Path

from addin.books.book import RULESET_PROPERTY
from addin.books.host import Host
from addin.library.library import Library
from addin.tables.buttons import TAB
from scoring.rules.ruleset import Ruleset

_YES = "确认公开"


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


def publish(host: Host) -> str:
    """The public version beside the workbook; where the form says 涉密, 内部 or 不予公开 only after
    somebody has confirmed that it may be published."""
    from addin.desk.documents import write_public
    from addin.redact.public import Unconfirmed

    try:
        return write_public(host)
    except Unconfirmed as refused:
        said = host.ask(f"{refused}\n确认可以公开的，请输入“{_YES}”：", f"{TAB} · 公开版", "")
    if (said or "").strip() != _YES:
        return "没有生成公开版。"
    return write_public(host, confirmed=True)


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
