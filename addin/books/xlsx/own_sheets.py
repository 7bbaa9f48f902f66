"""Which sheets are ours to renew: they carry a hidden name of their own that travels with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from addin.books.book import Page
from addin.books.xlsx.look import Looks
from addin.books.xlsx.page import page_xml, quoted
from addin.books.xlsx.sheet_rules import LONGEST_LIST
from addin.books.xlsx.workbook import SheetEntry, Workbook
from addin.books.xlsx.workbook_edit import WorkbookEdit
from addin.errors import BookError
from addin.package.draft import Draft
from addin.package.relations import relations_part
from addin.package.xml import units

MARK = "PE_PAGE"
"""The sheet's own hidden name; Excel, WPS and LibreOffice keep it with the sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page goes: the name of its sheet, and the sheet to be replaced if there is one."""

    name: str
    replaced: SheetEntry | None


def own_sheets(workbook: Workbook) -> Mapping[str, str]:
    """The sheets that carry our mark, with the names of their pages."""
    pages = {name.sheet_index: name.refers_to.strip('="') for name in workbook.names
             if name.name.upper() == MARK and name.sheet_index is not None}
    return {sheet.name: pages[sheet.index] for sheet in workbook.sheets.values()
            if sheet.index in pages}


def place_for(page: Page, workbook: Workbook, taken: Collection[str]) -> Place:
    """The page's sheet of the last time, or a new one; a sheet of the clerk's is never touched.

    ``taken`` are the names of sheets about to be added. BookError when the page can't be put.
    """
    _refuse_long_lists(page)
    place = _place(page.name, workbook, taken)
    if place.replaced is None and workbook.locked_structure:
        raise BookError(f"工作簿结构受保护，不能新增工作表“{place.name}”；请先撤销保护再试。")
    for name in workbook.names:
        wanted = {own.lower() for own in page.names}
        if (name.sheet_index is None and name.name.lower() in wanted
                and not _stands_on(name.refers_to, place.name)):
            raise BookError(f"工作簿里已有名称“{name.name}”，指向 {name.refers_to}，不能另作他用。")
    return place


def write_pages(draft: Draft, edit: WorkbookEdit,
                pages: Collection[tuple[Place, Page]], looks: Looks) -> None:
    """Add or replace the sheets, with their styles and names."""
    for place, page in pages:
        if place.replaced is None:
            part, index = edit.add_sheet(place.name)
        else:
            part, index = place.replaced.part, place.replaced.index
            if relations_part(part) in draft:
                draft.remove(relations_part(part))
        draft.write(part, page_xml(page, looks, edit.namespace))
        sheet = quoted(place.name)
        edit.set_names({MARK: f'"{page.name}"'}, sheet=index, hidden=True)
        if page.freeze:
            edit.set_names({"_xlnm.Print_Titles": f"{sheet}!$1:${page.freeze}"}, sheet=index)
        edit.set_names({name: f"{sheet}!{target}" for name, target in page.names.items()})
        edit.set_names(page.constants, hidden=True)


def _place(wanted: str, workbook: Workbook, taken: Collection[str]) -> Place:
    ours = own_sheets(workbook)
    used = {name.lower() for name in (*workbook.sheet_names, *taken)}
    number, name = 1, wanted
    while True:
        if name in ours:
            return Place(name, workbook.sheets[name])
        if name.lower() not in used:
            return Place(name, None)
        number += 1
        name = f"{wanted}({number})"


def _stands_on(refers_to: str, sheet: str) -> bool:
    return "#REF!" in refers_to or refers_to.startswith((f"{sheet}!", f"{quoted(sheet)}!"))


def _refuse_long_lists(page: Page) -> None:
    for rule in page.validations:
        together = ",".join(rule.choices)
        if units(together) > LONGEST_LIST or together.count(",") >= len(rule.choices) > 0:
            raise BookError(f"“{page.name}”中 {rule.area} 的选项过长或含逗号，不能做成下拉列表。")
