"""The workbook part: its sheets, its defined names, its date system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from addin.errors import UserError
from addin.package.kept import kept
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
class _Listed:
    """A sheet in the workbook's list: its name, its relation's id, whether it is hidden."""

    name: str
    relation: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What the workbook part alone says."""

    listed: tuple[_Listed, ...]
    names: tuple[DefinedName, ...]
    date1904: bool
    locked_structure: bool


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
    said, known = _said(package.read(part), part), relations(package, part)
    targets = {relation.id: relation for relation in known}
    sheets = {}
    for index, sheet in enumerate(said.listed):
        relation = targets.get(sheet.relation)
        if relation and relation.kind == "worksheet" and relation.target in package:
            sheets[sheet.name] = SheetEntry(sheet.name, relation.target, index, sheet.hidden)
    if not sheets:
        raise UserError("工作簿里没有工作表。")
    return Workbook(
        part, sheets, tuple(sheet.name for sheet in said.listed), said.names, said.date1904,
        said.locked_structure, macros=kind in MACRO_TYPES,
        styles=_first(package, known, "styles") or _orphan(package, styles_beside(part)),
        strings=_first(package, known, "sharedStrings"),
    )


@kept
def _said(content: bytes, part: str) -> _Said:
    root = parse(content, part)
    main = namespace(root)
    properties = root.find(f"{main}workbookPr")
    protection = root.find(f"{main}workbookProtection")
    return _Said(
        tuple(_Listed(sheet.get("name", ""), relation_id(sheet) or "",
                      sheet.get("state", "visible") != "visible")
              for sheet in root.iterfind(f"{main}sheets/{main}sheet")),
        tuple(DefinedName(node.get("name", ""), node.text or "", _owner(node.get("localSheetId")))
              for node in root.iterfind(f"{main}definedNames/{main}definedName")),
        date1904=properties is not None and truthy(properties.get("date1904")),
        locked_structure=protection is not None and truthy(protection.get("lockStructure")))


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
    raise UserError("这不是 Excel 工作簿（压缩包里没有工作簿的内容）：请用 Excel 或 WPS 打开修复，另存后再试。")


def _owner(local_sheet_id: str | None) -> int | None:
    return None if local_sheet_id is None else whole(local_sheet_id)
