"""选择评分办法 and 新建自评表, by the ruleset chosen from a menu."""

from __future__ import annotations

from pathlib import Path

from addin.books.book import RULESET_PROPERTY
from addin.books.host import Host
from addin.library.library import Library


def choose_ruleset(host: Host, library: Library, ruleset_id: str) -> str:
    """The workbook in front is scored by it from now on."""
    ruleset = library.find(ruleset_id)
    host.book.set_property(RULESET_PROPERTY, ruleset.id)
    host.recalculate()
    return f"本工作簿的评分办法：《{ruleset.title}》。\n请保存工作簿。"


def new_form(host: Host, library: Library, ruleset_id: str) -> str:
    """The blank official form, opened; it lies beside the workbook in front."""
    from addin.desk.new_form import write_new

    folder = host.file.parent if host.file else Path.home()
    path = write_new(library.find(ruleset_id), library, folder)
    host.open(path)
    return f"已新建并打开：\n{path}"
