"""The add-in's own sheets: its one setting, the functions' help, and what VBA must say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from addin.tables.functions import CATEGORY, Function

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Row = Sequence[str]

INTERPRETER: Final = "interpreter"
XLWINGS: Final = "0.37.8"
"""The version whose DLL the add-in loads by its name."""
_ANTIVIRUS = "若装好后又消失，多半是被杀毒软件隔离：请恢复它，并把所在文件夹设为信任。"
TEXTS: Final[Mapping[str, str]] = {
    "title": "绩效自评",
    "cannot_run": "绩效自评现在不能运行。",
    "no_python": f"找不到加载项所用的 Python：\n%1\n请重新安装本工具。{_ANTIVIRUS}",
    "no_library": f"缺少连接库：\n%1\n请重新安装本工具。{_ANTIVIRUS}",
    "wrong_bits": "连接库与本机 Excel 的位数（32 位、64 位）不合：\n%1\n请重新安装本工具。",
    "library_refused": f"Windows 没有载入连接库：\n%1\n请重新安装本工具。{_ANTIVIRUS}",
    "code_page": "Python 所在的文件夹名称里有本机系统语言写不出的字，启动不了：\n%1\n"
                 "请把本工具装到名称只有英文字母的文件夹。",
    "not_started": "Python 没有启动成功：\n%1",
    "protected_view": "工作簿在受保护的视图里：请先点上方黄条里的“启用编辑”，再按一次。",
    "choose_folder": "选择装着自评表的文件夹",
    "written_down": "详情已写进这个文件，请把它发给维护人员：\n%1",
}


def settings(interpreter: str) -> list[Row]:
    """The interpreter's path is all that the add-in must know, and it looks nowhere else for it."""
    return [(INTERPRETER, interpreter)]


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
