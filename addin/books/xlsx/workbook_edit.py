"""Changes to the workbook part: a sheet more, defined names, and a wish to be recalculated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from lxml import etree

from addin.books.xlsx.workbook import Workbook
from addin.package.draft import Draft
from addin.package.relations import relations
from addin.package.xml import (
    RELATIONS,
    STRICT_RELATIONS,
    Element,
    child_in_order,
    namespace,
    parse,
    serialise,
    whole,
)

_ORDER = ("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
          "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
          "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
          "fileRecoveryPr", "webPublishObjects", "extLst")
_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class WorkbookEdit:
    """The workbook part of a draft; nothing is written until something has changed."""

    def __init__(self, draft: Draft, workbook: Workbook) -> None:
        self._draft, self._part = draft, workbook.part
        self._changed = False

    @property
    def namespace(self) -> str:
        """The namespace that all sheets of this workbook are written in."""
        return self._main[1:-1]

    def recalculate_on_load(self) -> None:
        self._child("calcPr").set("fullCalcOnLoad", "1")
        self._changed = True

    def add_sheet(self, name: str) -> tuple[str, int]:
        """A new last sheet; returns the part it is to be written to, and its index."""
        sheets = self._child("sheets")
        known = relations(self._draft, self._part)
        kind = next(relation.type for relation in known if relation.kind == "worksheet")
        folder = self._part.rpartition("/")[0]
        part = next(path for n in range(1, len(sheets) + len(self._draft.changes) + 10_000)
                    if (path := f"{folder}/worksheets/sheet{n}.xml".lstrip("/"))
                    not in self._draft)
        identifier = self._draft.relate(self._part, part, kind)
        self._draft.declare(part, _WORKSHEET)
        ids = (whole(sheet.get("sheetId")) for sheet in sheets)
        node = etree.SubElement(sheets, f"{self._main}sheet", name=name,
                                sheetId=str(max(ids, default=0) + 1))
        namespace_ = STRICT_RELATIONS if STRICT_RELATIONS in kind else RELATIONS
        node.set(f"{{{namespace_}}}id", identifier)
        self._changed = True
        return part, len(sheets) - 1

    def set_names(self, names: Mapping[str, str], sheet: int | None = None,
                  hidden: bool = False) -> None:
        """Add or renew defined names, of the workbook or of one sheet."""
        for name, refers_to in names.items():
            node = self._named(name, sheet)
            if node is None:
                node = etree.SubElement(self._child("definedNames"), f"{self._main}definedName",
                                        name=name)
                if sheet is not None:
                    node.set("localSheetId", str(sheet))
                if hidden:
                    node.set("hidden", "1")
            node.text = refers_to
            self._changed = True

    def write(self) -> None:
        if self._changed:
            self._draft.write(self._part, serialise(self._root))

    @cached_property
    def _root(self) -> Element:
        return parse(self._draft.read(self._part), self._part)

    @cached_property
    def _main(self) -> str:
        return namespace(self._root)

    def _named(self, name: str, sheet: int | None) -> Element | None:
        owner = None if sheet is None else str(sheet)
        for node in self._root.iterfind(f"{self._main}definedNames/{self._main}definedName"):
            if node.get("name", "").lower() == name.lower() and node.get("localSheetId") == owner:
                return node
        return None

    def _child(self, name: str) -> Element:
        return child_in_order(self._root, name, _ORDER)
