"""A jurisdiction that no code knows: its folder, its blank workbook, and figures typed into it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

RULESETS = Path(__file__).parent / "rulesets"
FORM = "shili-2030"
SHEET, INPUTS = "考核表", "基础数据"

SCORES = {"C5": "预算执行率", "A9": "重点任务办结率", "A10": "督查通报", "A11": "制度建设",
          "A12": "服务质量", "A13": "群众满意度"}

FILED = {"B3": "示例市某区某局", "D5": 1000, "E5": 1200, "F5": 1080, "D6": 400, "E6": 400,
         "F6": 380, "D7": 600, "E7": 800, "F7": 700, "F9": "办结8件", "F10": "通报3次",
         "F11": "三项", "F12": "好", "F13": "81%", "A12": 19}
FIGURES = {"办结任务数": 8, "交办任务数": 10, "通报次数": 3, "制度建设_要点1": "是",
           "制度建设_要点2": "是", "制度建设_要点3": "是", "制度建设_要点4": "否"}


def own_folder(folder: Path) -> Path:
    """A user's own folder: two years of rules, a form map and its blank workbook."""
    return Path(shutil.copytree(RULESETS, folder / "自己的"))


def typed(source: Path, target: Path, cells: Mapping[str, Any],
          figures: Mapping[str, Any]) -> Path:
    """A copy in which a clerk typed into the form's cells, and the figures by their names."""
    book = load_workbook(source)
    for cell, value in cells.items():
        book[SHEET][cell] = value
    for name, value in figures.items():
        ((sheet, cell),) = book.defined_names[name].destinations
        book[sheet][cell.replace("$", "")] = value
    book.save(target)
    return target
