"""The add-in's own sheets: xlwings' settings, the functions' help, and what VBA must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from addin.tables.functions import CATEGORY, Function

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = Sequence[str | bool]

INTERPRETER: Final = "INTERPRETER_WIN"
TEXTS: Final[Mapping[str, str]] = {
    "title": "绩效自评",
    "form_words": "绩效 自评",
    "cannot_start": "无法运行绩效自评。请在命令提示符中运行 pe addin doctor 查看原因和办法。",
    "foreign_settings":
        "当前工作簿带有名为 myaddin.conf 的工作表，它会改变本工具启动的程序。"
        "为安全起见没有运行；确认来源可靠后删除该工作表再试。",
}


def settings(interpreter: str) -> list[Row]:
    """Every key that xlwings' module asks for, so that it looks no further.

    A key missing here would be taken from a file beside the workbook in front. The workbook's
    folder stays off Python's path: a file there must not replace a module.
    """
    return [
        (INTERPRETER, interpreter), ("INTERPRETER", interpreter), ("USE UDF SERVER", True),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "false"), ("PYTHONPATH", ""), ("UDF MODULES", ""),
        ("DEBUG UDFS", False), ("SHOW CONSOLE", False), ("CONDA PATH", ""), ("CONDA ENV", ""),
        ("LICENSE_KEY", ""), ("SHOW_ERROR_POPUPS", "True"), ("ONEDRIVE_CONSUMER_WIN", ""),
        ("ONEDRIVE_COMMERCIAL_WIN", ""), ("SHAREPOINT_WIN", ""),
    ]


def help_rows(functions: Sequence[Function]) -> list[Row]:
    """A function a row: name, category, what it does, then each argument."""
    return [(each.name, CATEGORY, each.said, *(argument.said for argument in each.arguments))
            for each in functions]


def read_settings(addin: bytes) -> dict[str, str]:
    """The settings that a built add-in holds. ValueError: the file is not such an add-in."""
    try:
        with ZipFile(BytesIO(addin)) as archive:
            sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    except (BadZipFile, KeyError, ET.ParseError) as error:
        raise ValueError("not an add-in of ours") from error
    rows = (["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{MAIN}row"))
    return {row[0]: "".join(row[1:]) for row in rows}
