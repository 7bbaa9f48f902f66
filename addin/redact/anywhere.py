"""The second look at a package: every text of every part that stays, wherever it stands, now that
the names in it are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from addin.package.xml import Element, attributes, local
from addin.redact.ledger import Ledger
from addin.redact.runs import is_header
from addin.redact.units import Unit, units
from scoring.personal import Found, covered, find

_HOME = re.compile(r"(?<=[\\/])(?:[Uu]sers|用户|home|Documents and Settings)[\\/]+([^\\/\"'<>|]+)")
_FILE = re.compile(r"[^\\/]*\.(?:jpe?g|png|gif|bmp|tiff?|emf|wmf|webp|heic|svg|pdf|docx?|xlsx?|"
                   r"pptx?|wps|et|csv|txt|zip|rar)", re.IGNORECASE)
_DRAWN = frozenset({"cNvPr", "docPr", "shape", "imagedata", "rect", "image", "pic"})
_TOLD_BY_DRAWINGS = frozenset({"descr", "title", "name", "alt"})
_OPTIONS = frozenset({"item", "listItem", "listEntry", "filter", "customFilter"})
_WORDS = {
    "dataValidation": "输入提示", "formula1": "下拉列表", "formula2": "下拉列表", "definedName": "名称",
    "cfRule": "条件格式", "formula": "条件格式", "protectedRange": "可编辑区域", "hyperlink": "链接",
    "numFmt": "数字格式", "cellStyle": "单元格样式", "tableColumn": "表格", "bookmarkStart": "书签",
    "instrText": "域代码", "fldSimple": "域代码", "cNvPr": "替代文字", "docPr": "替代文字", "alias": "内容控件",
    "tag": "内容控件", "listItem": "内容控件", "filter": "筛选", "item": "选项", "f": "公式"}


def note_names(root: Element, ledger: Ledger) -> None:
    """Learn the names that stand behind a label anywhere in a part."""
    for unit in units(root):
        if not unit.cell:
            for each in find(unit.text, unit.label):
                if each.kind.name == "NAME":
                    ledger.known.add(each.text)


def clean(root: Element, where: str, ledger: Ledger) -> None:
    """Cover what is personal in every text of a part. Cells and paragraphs were read before, with
    the labels around them: there only the known names are looked for."""
    for unit, label in [(unit, unit.label or _option_label(unit, ledger)) for unit in units(root)]:
        found = ledger.known.find(unit.text) if unit.cell else _found(unit.text, label, ledger)
        text = covered(unit.text, found) if found else unit.text
        if not unit.cell:
            text = _without_paths(unit, ledger.originals.get(text.strip(), text))
        if is_header(unit.element):
            place = f"{where}{_word(unit)}"
            ledger.read(unit.text, place)
            ledger.look_over(text, place)
        if text != unit.text:
            unit.write(text)
            place = where if unit.cell else f"{where.removesuffix('文本框')}{_word(unit)}"
            ledger.cover(found, place or "文件")


def cover_text(text: str, ledger: Ledger) -> str:
    """A text without what is personal by a label, by itself, or by a name that is known."""
    return covered(text, _found(text, "", ledger))


def _word(unit: Unit) -> str:
    name = local(unit.element)
    if name.endswith(("Header", "Footer")):
        return "页眉页脚"
    return _WORDS.get(name, "")


def _found(text: str, label: str, ledger: Ledger) -> Sequence[Found]:
    """What is personal by a label or by itself, and known names in the rest."""
    found = list(find(text, label))
    rest = covered(text, found)
    return [*found, *ledger.known.find(rest)]


def _option_label(unit: Unit, ledger: Ledger) -> str:
    """Where one of several options is somebody's name, all of them are names."""
    node = unit.element
    if local(node) in _OPTIONS and (parent := node.getparent()) is not None:
        values = [value for each in parent for _, value in attributes(each)]
        return "姓名" if any(map(ledger.known.holds, values)) else ""
    if local(node) in ("formula1", "f"):
        return "姓名" if any(map(ledger.known.holds, unit.text.strip('"').split(","))) else ""
    return ""


def _without_paths(unit: Unit, text: str) -> str:
    """Whose folder a file came from; pictures are named after files, and files after people."""
    drawn = local(unit.element) in _DRAWN and any(
        value == unit.text and name.rpartition("}")[2] in _TOLD_BY_DRAWINGS
        for name, value in attributes(unit.element))
    if drawn and ("\\" in text or text.lower().startswith("file:") or _FILE.fullmatch(
            text.strip())):
        return "图片"
    return _HOME.sub(lambda match: match[0][: -len(match[1])] + "×" * len(match[1]), text)
