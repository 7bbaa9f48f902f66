"""公开版 of a workbook: what may be published of it, and a list of what was covered or taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from addin.books.book import RULESET_PROPERTY, address
from addin.books.xlsx.freeze import Doomed, freeze
from addin.books.xlsx.own_sheets import MARK
from addin.books.xlsx.removal import listed_sheets, remove_sheets
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.sheet_cleaning import clean_sheet, comment_count
from addin.books.xlsx.workbook import Workbook, read_workbook
from addin.errors import UserError
from addin.package.archive import Archive
from addin.package.chart_values import keep_values
from addin.package.draft import Draft
from addin.package.relations import relations
from addin.package.xml import Element, local, namespace, parse, relation_id
from addin.redact.cells import CellMasker, used_strings
from addin.redact.derived import cover_derived, has_formulas
from addin.redact.ledger import Ledger, Public
from addin.redact.trees import Trees
from addin.redact.whole import publish
from scoring.personal import find

_WORKING_PAPERS = re.compile(r"(评分依据|评分计算|审核疑点|基础数据|报告素材)(\(\d+\))?")
_SHEETS = ("worksheet", "chartsheet")
_IN_A_CELL = re.compile(r"DISPIMG\(|_xlfn\.IMAGE\(|\bIMAGE\(", re.IGNORECASE)


def redact_book(content: bytes, *, confirmed: bool = False) -> Public:
    """The workbook (.xlsx) fit to be published; the same bytes give the same bytes.

    Hidden sheets and our working papers go, formulas that read them become their values; comments,
    macros, embedded files and the makers' names go; personal data are covered. NotForThePublic
    where the form says that it is not and nobody has ``confirmed`` that it is.
    """
    archive = Archive(content)
    workbook, draft = read_workbook(archive), Draft(archive)
    return _Book(workbook, draft).published(confirmed=confirmed)


class _Book:
    """One workbook on its way out."""

    def __init__(self, workbook: Workbook, draft: Draft) -> None:
        self._workbook, self._draft = workbook, draft
        self._trees, self._ledger = Trees(draft), Ledger()
        self._doomed = _doomed(draft, workbook)
        self._kept = {name: entry for name, entry in workbook.sheets.items()
                      if name not in self._doomed.sheets}

    def published(self, *, confirmed: bool) -> Public:
        for name, state in listed_sheets(self._draft, self._workbook):
            if name in self._doomed.sheets:
                kind = "删去工作底稿" if state == "visible" else "删去隐藏的工作表"
                self._ledger.remove(kind, name)
        maskers = self._cells()
        cover_derived({name: masker.root for name, masker in maskers.items()},
                      {name: masker.covered for name, masker in maskers.items()},
                      self._workbook.names, self._ledger)
        for name, masker in maskers.items():
            self._sheet(name, masker)
        if self._workbook.macros:
            self._ledger.remove("删去", "宏")
        remove_sheets(self._draft, self._workbook, self._doomed)
        owners = {entry.part: name for name, entry in self._kept.items()}
        content = publish(self._draft, self._trees, self._ledger, owners, RULESET_PROPERTY)
        if not confirmed:
            self._ledger.refuse_secret()
        for masker in maskers.values():
            masker.look_over()
        return self._ledger.public(".xlsx", content)

    def _cells(self) -> dict[str, CellMasker]:
        """The cells covered; texts that no cell shows any more are emptied."""
        strings = self._strings()
        items = [] if strings is None else strings.findall(f"{namespace(strings)}si")
        maskers = {name: CellMasker(name, self._trees.root(entry.part), items, self._ledger)
                   for name, entry in self._kept.items()}
        used: set[int] = set()
        for name, masker in maskers.items():
            self._ledger.read(name, f"工作表名“{name}”")
            masker.run()
            used |= used_strings(masker.root)
        _forget(items, used)
        return maskers

    def _sheet(self, name: str, masker: CellMasker) -> None:
        part, root = self._kept[name].part, masker.root
        if comments := comment_count(self._draft, part):
            self._ledger.remove("删去批注", name, f"{comments} 条")
        empty = _without_results(root)
        frozen = freeze(root, self._doomed, (*masker.overwritten, *_telling(root))) if (
            has_formulas(root)) else []
        if frozen:
            self._ledger.remove("公式改为数值", name, f"{len(frozen)} 个")
        for each in frozen:
            if each in empty:
                self._ledger.doubt("公式没有存下结果，现为空格", address(*each, name))
        clean_sheet(self._draft, part, root, self._doomed)
        for drawing in self._drawings(part):
            for arrow in relations(self._draft, drawing):
                if arrow.kind == "chart" and arrow.target in self._draft:
                    keep_values(self._draft, arrow.target, self._doomed.hits)
        self._look_over(name, root)

    def _look_over(self, name: str, root: Element) -> None:
        if hidden := _hidden_lines(root):
            self._ledger.doubt("仍有隐藏的行列（未删）", name, hidden)
        for place, formula, _ in _formulas(root):
            if _IN_A_CELL.search(formula.text or ""):
                self._ledger.doubt("单元格里的图片", address(*place, name))
        for node in root.iter(f"{namespace(root)}c"):
            if node.get("vm") and node.get("t") == "e":
                self._ledger.doubt("单元格里的图片", f"{name}!{node.get('r', '')}")

    def _drawings(self, part: str) -> list[str]:
        return [each.target for each in relations(self._draft, part)
                if each.kind == "drawing" and each.target in self._draft]

    def _strings(self) -> Element | None:
        part = self._workbook.strings
        return None if part is None else self._trees.root(part)


def _doomed(draft: Draft, workbook: Workbook) -> Doomed:
    listed = listed_sheets(draft, workbook)
    marked = {listed[name.sheet_index][0] for name in workbook.names
              if name.name.upper() == MARK and name.sheet_index is not None
              and name.sheet_index < len(listed)}
    strange = _strange_sheets(draft, workbook)
    gone = {name for name, state in listed if state != "visible" or name in marked
            or name in strange or _WORKING_PAPERS.fullmatch(name)}
    if len(gone) == len(listed):
        raise UserError("除隐藏的工作表和评分依据等工作底稿外，没有可公开的工作表。")
    return Doomed(frozenset(gone), workbook.names)


def _strange_sheets(draft: Draft, workbook: Workbook) -> set[str]:
    """Sheets of macros and dialogues."""
    kinds = {each.id: each.kind for each in relations(draft, workbook.part)}
    root = parse(draft.read(workbook.part), workbook.part)
    return {sheet.get("name", "") for sheet in root.iter(f"{namespace(root)}sheet")
            if kinds.get(relation_id(sheet) or "", "worksheet") not in _SHEETS}


def _telling(root: Element) -> Iterator[Place]:
    """Formulas whose own text holds personal data."""
    return (place for place, formula, _ in _formulas(root) if find(formula.text or ""))


def _without_results(root: Element) -> set[Place]:
    """Formulas that nobody has calculated yet."""
    return {place for place, _, value in _formulas(root) if value is None}


def _formulas(root: Element) -> Iterator[tuple[Place, Element, Element | None]]:
    main = namespace(root)
    if not has_formulas(root):
        return
    for row, row_node in placed_rows(root):
        for column, cell in placed_cells(row_node, f"{main}c"):
            if (formula := cell.find(f"{main}f")) is not None:
                yield (row, column), formula, cell.find(f"{main}v")


def _hidden_lines(root: Element) -> str:
    counted = Counter(local(node) for node in root.iter()
                      if local(node) in ("row", "col") and node.get("hidden") in ("1", "true"))
    words = {"row": "行", "col": "列"}
    return "、".join(f"{words[kind]} {number} 处" for kind, number in counted.items())


def _forget(items: list[Element], used: set[int]) -> None:
    """Empty the texts that no cell shows any more: those of removed sheets and covered cells."""
    for item in [item for place, item in enumerate(items) if place not in used and len(item)]:
        main = namespace(item)
        for child in list(item):
            item.remove(child)
        item.append(item.makeelement(f"{main}t", {}))
