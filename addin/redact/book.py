"""公开版 of a workbook: what may be published of it, and a list of what was covered or taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from addin.books.book import RULESET_PROPERTY, address
from addin.books.xlsx.formulas import references
from addin.books.xlsx.freeze import Doomed, freeze
from addin.books.xlsx.own_sheets import MARK
from addin.books.xlsx.removal import listed_sheets, remove_sheets
from addin.books.xlsx.sheet import Place, placed_cells, placed_rows
from addin.books.xlsx.sheet_cleaning import clean_sheet, comment_count
from addin.books.xlsx.stuffed import KEPT_ROWS, Split, split
from addin.books.xlsx.workbook import Workbook, read_workbook
from addin.errors import UserError
from addin.package.archive import Archive
from addin.package.chart_values import keep_values
from addin.package.draft import Draft
from addin.package.metadata import strip_properties
from addin.package.relations import relations
from addin.package.sweep import sweep
from addin.package.xml import Element, local, namespace, parse, serialise
from addin.redact.cells import CellMasker, used_strings
from addin.redact.runs import Masked, mask_drawing, mask_pieces, masked_at
from addin.redact.text import covered, masks

_WORKING_PAPERS = re.compile(r"(评分依据|审核疑点|基础数据|报告素材)(\(\d+\))?")
_PROMPTS = ("prompt", "promptTitle", "error", "errorTitle")


def redact_book(content: bytes) -> tuple[bytes, tuple[Masked, ...]]:
    """The workbook (.xlsx) fit to be published; the same bytes give the same bytes.

    Hidden sheets and our working papers go, formulas that read them become their values; comments,
    macros, embedded files and the makers' names go; personal data are covered.
    """
    archive = Archive(content)
    workbook, draft = read_workbook(archive), Draft(archive)
    doomed = _doomed(draft, workbook)
    splits = {name: split(draft.read(entry.part)) for name, entry in workbook.sheets.items()
              if name not in doomed.sheets}
    said = [*_removed_sheets(draft, workbook, doomed), *_sheets(draft, workbook, doomed, splits)]
    if workbook.macros:
        said.append(Masked("删去", "宏"))
    remove_sheets(draft, workbook, doomed)
    said += [Masked("删去文档属性", name) for name in strip_properties(draft, (RULESET_PROPERTY,))]
    sweep(draft)
    return draft.to_bytes(), tuple(dict.fromkeys(said))


def _doomed(draft: Draft, workbook: Workbook) -> Doomed:
    listed = listed_sheets(draft, workbook)
    marked = {listed[name.sheet_index][0] for name in workbook.names
              if name.name.upper() == MARK and name.sheet_index is not None
              and name.sheet_index < len(listed)}
    gone = {name for name, state in listed
            if state != "visible" or name in marked or _WORKING_PAPERS.fullmatch(name)}
    if len(gone) == len(listed):
        raise UserError("除隐藏的工作表和评分依据等工作底稿外，没有可公开的工作表。")
    return Doomed(frozenset(gone), workbook.names)


def _removed_sheets(draft: Draft, workbook: Workbook, doomed: Doomed) -> Iterator[Masked]:
    for name, state in listed_sheets(draft, workbook):
        if name in doomed.sheets:
            kind = "删去工作底稿" if state == "visible" else "删去隐藏的工作表"
            yield Masked(kind, name)


def _sheets(draft: Draft, workbook: Workbook, doomed: Doomed,
            splits: Mapping[str, Split]) -> Iterator[Masked]:
    """Rows far below a form are not looked at: they stay where they hold nothing, or else go."""
    strings = _strings(draft, workbook)
    items = [] if strings is None else strings.findall(f"{namespace(strings)}si")
    used: set[int] = set()
    cut = frozenset(name for name, each in splits.items() if each.holds_something)
    frozen = replace(doomed, sheets={*doomed.sheets, *cut}) if cut else doomed
    for name, each in splits.items():
        part = workbook.sheets[name].part
        root = parse(each.xml, part)
        before = serialise(root)
        if name in cut:
            yield Masked("删去", name, f"第 {KEPT_ROWS} 行以后的内容：这样长的表不能逐格检查")
        yield from _sheet(draft, name, part, root, items, frozen)
        used |= used_strings(root)
        if (after := serialise(root)) != before or name in cut:
            draft.write(part, after if name in cut else each.restored(after))
    if strings is not None and workbook.strings is not None and _forget(items, used):
        draft.write(workbook.strings, serialise(strings))


def _sheet(draft: Draft, name: str, part: str, root: Element, strings: list[Element],
           doomed: Doomed) -> Iterator[Masked]:
    if comments := comment_count(draft, part):
        yield Masked("删去批注", name, f"{comments} 条")
    masker = CellMasker(name, root, strings)
    yield from masker.run()
    empty = _without_results(root)
    frozen = freeze(root, doomed, (*masker.overwritten, *_telling(root),
                                   *(_own(root) if name in doomed.sheets else ())))
    if frozen:
        yield Masked("公式改为数值", name, f"{len(frozen)} 个")
    yield from (Masked("公式没有存下结果，现为空格", address(*each, name))
                for each in frozen if each in empty)
    clean_sheet(draft, part, root, doomed)
    yield from _around(root, name)
    yield from _drawings(draft, part, name, doomed)
    if hidden := _hidden_lines(root):
        yield Masked("仍有隐藏的行列（未删）", name, hidden)


def _own(root: Element) -> Iterator[Place]:
    """Formulas that may read the rows that go from their own sheet."""
    return (place for place, formula, _ in _formulas(root)
            if any(each.area is None or each.area.bottom > KEPT_ROWS
                   for each in references(formula.text or "")))


def _telling(root: Element) -> Iterator[Place]:
    """Formulas whose own text holds personal data."""
    return (place for place, formula, _ in _formulas(root) if masks(formula.text or ""))


def _without_results(root: Element) -> set[Place]:
    """Formulas that nobody has calculated yet."""
    return {place for place, _, value in _formulas(root) if value is None}


def _formulas(root: Element) -> Iterator[tuple[Place, Element, Element | None]]:
    main = namespace(root)
    for row, row_node in placed_rows(root):
        for column, cell in placed_cells(row_node, f"{main}c"):
            if (formula := cell.find(f"{main}f")) is not None:
                yield (row, column), formula, cell.find(f"{main}v")


def _around(root: Element, name: str) -> Iterator[Masked]:
    """Headers, footers, and what is said when a cell is chosen."""
    for node in root.iter():
        if local(node) in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader",
                           "firstFooter"):
            yield from masked_at(mask_pieces([node]), f"{name}页眉页脚")
        elif local(node) == "dataValidation":
            for prompt in _PROMPTS:
                if found := masks(node.get(prompt, "")):
                    node.set(prompt, covered(node.get(prompt, ""), found))
                    yield from masked_at(found, f"{name}输入提示")


def _drawings(draft: Draft, part: str, name: str, doomed: Doomed) -> Iterator[Masked]:
    for relation in relations(draft, part):
        if relation.kind == "drawing" and relation.target in draft:
            root = parse(draft.read(relation.target), relation.target)
            before = serialise(root)
            yield from mask_drawing(root, f"{name}文本框")
            if (after := serialise(root)) != before:
                draft.write(relation.target, after)
            drawn = [each for each in relations(draft, relation.target) if each.target in draft]
            for chart in drawn:
                if chart.kind == "chart":
                    keep_values(draft, chart.target, doomed.hits)
            if pictures := sum(each.kind == "image" for each in drawn):
                yield Masked("图片里的文字没有检查，请自行查看", name, f"{pictures} 幅")


def _hidden_lines(root: Element) -> str:
    counted = Counter(local(node) for node in root.iter()
                      if local(node) in ("row", "col") and node.get("hidden") in ("1", "true"))
    words = {"row": "行", "col": "列"}
    return "、".join(f"{words[kind]} {number} 处" for kind, number in counted.items())


def _strings(draft: Draft, workbook: Workbook) -> Element | None:
    if workbook.strings is None:
        return None
    return parse(draft.read(workbook.strings), workbook.strings)


def _forget(items: list[Element], used: set[int]) -> bool:
    """Empty the texts that no cell shows any more: those of removed sheets and covered cells."""
    emptied = [item for place, item in enumerate(items) if place not in used and len(item)]
    for item in emptied:
        main = namespace(item)
        for child in list(item):
            item.remove(child)
        item.append(item.makeelement(f"{main}t", {}))
    return bool(emptied)
