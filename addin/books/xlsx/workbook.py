"""The workbook part: its sheets, its defined names, its date system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from addin.errors import UserError
from addin.package.relations import Parts, Relation, content_type, relations, target_of
from addin.package.xml import namespace, parse, relation_id, truthy, whole

MACRO_TYPES = ("application/vnd.ms-excel.sheet.macroEnabled.main+xml",
               "application/vnd.ms-excel.template.macroEnabled.main+xml")
PLAIN_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
               "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One worksheet as the workbook lists it; ``index`` counts chart sheets too."""

    name: str
    part: str
    index: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name and what it stands for; ``sheet_index`` when it belongs to one sheet."""

    name: str
    refers_to: str
    sheet_index: int | None


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the workbook part says, and where the parts shared by all sheets are."""

    part: str
    sheets: Mapping[str, SheetEntry]
    sheet_names: tuple[str, ...]
    names: tuple[DefinedName, ...]
    date1904: bool
    locked_structure: bool
    macros: bool
    styles: str | None
    strings: str | None


def read_workbook(package: Parts) -> Workbook:
    """The workbook of a package, or a UserError that says what the package is instead."""
    part, kind = _main_part(package)
    root = parse(package.read(part), part)
    main = namespace(root)
    known = relations(package, part)
    targets = {relation.id: relation for relation in known}
    sheets = {}
    listed = root.findall(f"{main}sheets/{main}sheet")
    for index, sheet in enumerate(listed):
        relation = targets.get(relation_id(sheet) or "")
        if relation and relation.kind == "worksheet" and relation.target in package:
            name = sheet.get("name", "")
            hidden = sheet.get("state", "visible") != "visible"
            sheets[name] = SheetEntry(name, relation.target, index, hidden)
    if not sheets:
        raise UserError("工作簿里没有工作表。")
    properties = root.find(f"{main}workbookPr")
    protection = root.find(f"{main}workbookProtection")
    return Workbook(
        part, sheets, tuple(sheet.get("name", "") for sheet in listed),
        tuple(DefinedName(node.get("name", ""), node.text or "", _owner(node.get("localSheetId")))
              for node in root.iterfind(f"{main}definedNames/{main}definedName")),
        date1904=properties is not None and truthy(properties.get("date1904")),
        locked_structure=protection is not None and truthy(protection.get("lockStructure")),
        macros=kind in MACRO_TYPES,
        styles=_first(package, known, "styles") or _orphan(package, styles_beside(part)),
        strings=_first(package, known, "sharedStrings"),
    )


def _first(package: Parts, known: list[Relation], kind: str) -> str | None:
    return next((relation.target for relation in known
                 if relation.kind == kind and relation.target in package), None)


def styles_beside(part: str) -> str:
    """Where the styles of a workbook stand that says nothing of them."""
    return f"{part.rpartition('/')[0]}/styles.xml".lstrip("/")


def _orphan(package: Parts, part: str) -> str | None:
    """A part that is there although no arrow leads to it."""
    return part if part in package else None


def _main_part(package: Parts) -> tuple[str, str]:
    """The workbook part and its content type."""
    part = target_of(package, "", "officeDocument")
    kind = content_type(package, part or "")
    if part and kind in PLAIN_TYPES + MACRO_TYPES:
        return part, kind
    if "wordprocessingml" in kind or "ms-word" in kind:
        raise UserError("这是 Word 文档，不是 Excel 工作簿。")
    if "presentationml" in kind or "ms-powerpoint" in kind:
        raise UserError("这是演示文稿，不是 Excel 工作簿。")
    raise UserError("这不是 Excel 工作簿（压缩包里没有工作簿的内容）。")


def _owner(local_sheet_id: str | None) -> int | None:
    return None if local_sheet_id is None else whole(local_sheet_id)
