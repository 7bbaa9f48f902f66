"""帮助: the buttons and the cell functions on one sheet, from the tables they are made of."""

from __future__ import annotations

from addin.books.book import Page, PageCell
from addin.tables.buttons import GROUPS, TAB
from addin.tables.functions import FUNCTIONS

NAME = "使用说明"


def help_page() -> Page:
    """What each button does, what each function takes."""
    rows: list[list[PageCell | None]] = [
        [PageCell(f"{TAB}：按钮", "title")], [PageCell(text, "header") for text in ("组", "按钮", "作用")]]
    rows += [[PageCell(group.label), PageCell(command.label), PageCell(command.supertip)]
             for group in GROUPS for command in group.commands]
    rows += [[], [PageCell("单元格函数", "title")],
             [PageCell(text, "header") for text in ("函数", "写法", "作用")]]
    rows += [[PageCell(each.name), PageCell(each.written), PageCell(each.said)]
             for each in FUNCTIONS]
    return Page(NAME, (14, 44, 90), rows)
