"""What may be typed into a sheet, how cells look where a formula holds, which cells are open: put
where the schema wants it, behind what stands there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from addin.books.book import LONGEST_ERROR, LONGEST_PROMPT, Area, Highlight, Validation
from addin.books.xlsx.edits import stored_number
from addin.books.xlsx.look import Looks
from addin.books.xlsx.places import area
from addin.package.xml import (
    Element,
    child_in_order,
    cut,
    insert_in_order,
    namespace,
    whole,
    written_text,
)

LONGEST_LIST = 255
"""Characters that a list of choices may have in a validation."""
ORDER = ("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
         "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
         "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
         "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
         "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches",
         "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
         "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
"""The elements of a worksheet as its schema lists them (ECMA-376, 18.3.1.99)."""
_ALLOWED = ("formatCells", "formatColumns", "formatRows", "insertRows")
"""What may still be done on a sheet that we protect: a unit writes rows of its own."""


def add_rules(root: Element, validations: Sequence[Validation], highlights: Sequence[Highlight],
              looks: Looks) -> None:
    """Append the limits and looks that are not there yet; a cell's own limit is kept."""
    _highlight(root, highlights, looks)
    _limit(root, validations)


def protect(root: Element) -> None:
    """Shut all cells but the open ones, without a password; a protection that is there stays."""
    name = "sheetProtection"
    if root.find(f"{namespace(root)}{name}") is None:
        node = child_in_order(root, name, ORDER)
        for what in ("sheet", "objects", "scenarios"):
            node.set(what, "1")
        for what in _ALLOWED:
            node.set(what, "0")


def _highlight(root: Element, highlights: Sequence[Highlight], looks: Looks) -> None:
    main = namespace(root)
    known = {(parent.get("sqref"), rule.findtext(f"{main}formula"))
             for parent in root.iterfind(f"{main}conditionalFormatting") for rule in parent}
    priority = max((whole(rule.get("priority")) for rule in root.iter(f"{main}cfRule")), default=0)
    for each in highlights:
        if (each.area, written_text(each.formula)) in known:
            continue
        priority += 1
        parent = etree.Element(f"{main}conditionalFormatting", sqref=each.area)
        insert_in_order(root, parent, ORDER)
        rule = etree.SubElement(parent, f"{main}cfRule", type="expression",
                                dxfId=str(looks.highlight(each.style)), priority=str(priority))
        etree.SubElement(rule, f"{main}formula").text = written_text(each.formula)


def _limit(root: Element, validations: Sequence[Validation]) -> None:
    main = namespace(root)
    taken = [found for node in root.iterfind(f"{main}dataValidations/{main}dataValidation")
             for found in _areas(node.get("sqref", ""))]
    new = [rule for rule in validations if not _overlaps(rule.area, taken)]
    if not new:
        return
    parent = child_in_order(root, "dataValidations", ORDER)
    for rule in new:
        parent.append(_validation(rule, main))
    parent.set("count", str(len(parent)))


def _validation(rule: Validation, main: str) -> Element:
    node = etree.Element(f"{main}dataValidation", allowBlank="1", showInputMessage="1",
                         showErrorMessage=str(int(not rule.advisory)), sqref=rule.area)
    if rule.prompt:
        node.set("prompt", cut(rule.prompt, LONGEST_PROMPT))
    if rule.choices:
        choices = ",".join(rule.choices).replace('"', '""')
        _typed(node, "list", rule.error or "请从下拉列表中选择。", [f'"{choices}"'])
    elif rule.between is not None:
        _typed(node, "decimal", rule.error or "请填写所列范围内的数字。", rule.between)
        node.set("operator", "between")
    elif rule.minimum is not None:
        least = stored_number(rule.minimum)
        _typed(node, "decimal", rule.error or f"请填写不小于 {least} 的数字。", [least])
        node.set("operator", "greaterThanOrEqual")
    return node


def _typed(node: Element, kind: str, error: str, formulas: Iterable[str]) -> None:
    node.set("type", kind)
    node.set("error", cut(error, LONGEST_ERROR))
    for place, formula in enumerate(formulas, 1):
        etree.SubElement(node, f"{namespace(node)}formula{place}").text = written_text(formula)


def _areas(sqref: str) -> Iterator[Area]:
    return (found for text in sqref.split() if (found := area(text)) is not None)


def _overlaps(sqref: str, taken: Sequence[Area]) -> bool:
    return any(one.top <= other.bottom and other.top <= one.bottom
               and one.left <= other.right and other.left <= one.right
               for one in _areas(sqref) for other in taken)
