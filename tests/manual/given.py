"""The files that the manuals say their reader has, by the name that a page gives them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook

from tests.cli.runs import pe
from tests.new_jurisdiction.making import FIGURES, FILED, RULESETS, typed
from tests.review.making import PROJECT, SUM, UNIT, huaxi_book, huaxi_document
from tests.review.test_roster import LINES, roster
from tests.review.test_second import MISTAKES, form
from tests.review.test_targets import approved

Make = Callable[[Path], object]
"""Makes the file or folder at its path; those that are given with it stand beside it."""

TITLE, YEAR = "云岭市青禾县部门整体支出绩效自评表", "（2025年度）"
HEAD = ("一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准", "年度指标值", "实际完成值", "得分",
        "偏差原因分析及改进措施")
ROWS: Sequence[tuple[str, str, str, int, str, str]] = (
    ("投入", "预算编制", "在职人员控制率", 10, "在职人员控制率=（在职人员数/编制数）×100%。",
     "在职人员控制率≤100%，得10分；每超过1个百分点扣1分，扣完为止。"),
    ("过程", "预算管理", "管理制度健全性", 20, "部门是否制定内部管理制度。",
     "①已制定内部财务管理制度，得10分；②管理制度得到有效执行，得10分。"),
    ("产出", "职责履行", "重点工作办结率", 40, "重点工作办结率=（重点工作实际完成数/交办数）×100%。",
     "得分=重点工作办结率×分值。"),
    ("效果", "履职效益", "经济社会效益", 20, "部门履职的效益。", "根据履职情况酌情评分。"),
    ("效果", "满意度", "公众满意度", 10, "公众满意程度。",
     "满意度≥90%的，得10分；60%≤满意度＜90%，得6分；满意度＜60%，不得分。"))
ACTUAL: Mapping[str, Any] = {
    "D3": "青禾县水利局", "H6": "98%", "H7": "已制定", "H8": "100%", "H9": "改善", "I9": 18,
    "H10": "92%"}
OWN_FIGURES = {"在职人员数": 49, "编制数": 50, "管理制度健全性_要点1": "是", "管理制度健全性_要点2": "是",
               "重点工作实际完成数": 20, "交办数": 20, "公众满意度": "92%"}


def official(path: Path, rows: Sequence[tuple[Any, ...]] = ROWS) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    for row in ((TITLE,), (YEAR,), ("填报单位", None, None, None, None, None, "金额单位：万元"), (), HEAD,
                *rows, ("合计", None, None, 100)):
        sheet.append(row)
    for area in ("A1:J1", "A2:J2", "A3:C3", "D3:F3"):
        sheet.merge_cells(area)
    book.save(path)


def official_document(path: Path) -> None:
    document = Document()
    for line in (TITLE, YEAR, "填报单位："):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS, ("合计", "", "", 100)):
        for cell, text in zip(table.add_row().cells, row, strict=False):
            cell.text = str(text)
    document.save(str(path))


def returned(path: Path) -> None:
    """The blank that ``pe new`` has made, as a unit gives it back."""
    book = load_workbook(path.with_name("空白表.xlsx"))
    for cell, value in ACTUAL.items():
        book["自评表"][cell] = value
    for name, value in OWN_FIGURES.items():
        ((sheet, cell),) = book.defined_names[name].destinations
        book[sheet][cell.replace("$", "")] = value
    book.save(path)


def published(path: Path, name: str = "huaxi") -> None:
    assert pe("sample", name, "-o", path).code == 0


def without_materials(path: Path) -> None:
    """The published form as a clerk has it in Excel: no sheet of ours."""
    path.write_bytes(huaxi_book())
    book = load_workbook(path)
    for sheet in book.sheetnames[1:]:
        del book[sheet]
    book.save(path)


def with_materials(path: Path) -> None:
    """What ``--materials`` has added, filled in."""
    book = load_workbook(path)
    sheet = book["报告素材"]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "填写")
    for row in range(head.row + 1, sheet.max_row + 1):
        cell = sheet.cell(row, head.column)
        if sheet.cell(row, 1).value and cell.value is None:
            cell.value = "按年度计划完成。"
    book.save(path)


def jiangning(path: Path) -> None:
    bare = path.with_name("没有素材.xlsx")
    published(bare, "jiangning")
    assert pe("report", bare, "--materials", "-o", path).code == 0
    with_materials(path)


def pile(path: Path, kinds: Mapping[str, Callable[[], bytes]]) -> None:
    path.mkdir(exist_ok=True)
    for name, make in kinds.items():
        (path / name).write_bytes(make())


def filed(path: Path) -> None:
    assert pe("new", "999901", "-o", path, "--rulesets", RULESETS).code == 0
    typed(path, path, FILED, FIGURES)


_WORDS = {UNIT: "青河县第一小学", PROJECT: "教师培训", SUM: "120.5"}
_PROJECT = partial(pile, kinds={"培训.xlsx": partial(form, _WORDS, MISTAKES), "部门.xlsx": huaxi_book})
_OWN = partial(shutil.copytree, RULESETS, dirs_exist_ok=True)
_NEXT = partial(official, rows=[(*ROWS[0][:3], 10, ROWS[0][4], "在职人员控制率≤100%，得10分；否则不得分。"),
                                *ROWS[1:]])
_HANDED_IN = partial(pile, kinds={"花溪.xlsx": huaxi_book})

GIVEN: Mapping[str, Mapping[str, Make]] = {
    "README.md": {
        "自评表.xlsx": partial(published, name="lukou"), "收到的文件夹": _HANDED_IN, "我的办法.yaml": lambda path: shutil.copy(
            RULESETS / "999901" / "2030.yaml", path), "官方表.xlsx": official},
    "一个得分的来历.md": {},
    "使用手册.md": {
        "自评表.xlsx": without_materials, "外来表.xlsx": official, "收到的文件夹": _HANDED_IN,
        "自评表.docx": lambda path: path.write_bytes(huaxi_document())},
    "写报告提纲.md": {
        "自评表.xlsx": partial(published, name="lukou"), "外来表.xlsx": without_materials,
        "江宁表.xlsx": jiangning},
    "写评分办法.md": {
        "官方表.xlsx": official, "官方表.docx": official_document, "明年的表.xlsx": _NEXT,
        "收到的": partial(pile, kinds={"甲.xlsx": huaxi_book}), "我的评分办法": _OWN, "填好.xlsx": filed},
    "自动计分表.md": {"自评表.xlsx": published, "收到的文件夹": _HANDED_IN, "某单位.xlsx": published},
    "财政局批量审核.md": {
        "收到的": _PROJECT, "第二次收到的": _PROJECT, "应报清单.xlsx": lambda path: roster(path, *LINES),
        "批复的目标": lambda path: approved(path / "目标.xlsx", {})},
}
"""By page, what is there before its first command."""
FILLED_IN: Mapping[str, Mapping[str, tuple[str, Make]]] = {
    "使用手册.md": {"素材.xlsx": ("--materials", with_materials)},
    "写评分办法.md": {"自评表.xlsx": ("new", returned)},
    "财政局批量审核.md": {"交回的反馈表": ("letter", lambda path: shutil.copytree(
        path.with_name("函"), path))},
}
"""By page, what a person does after a command that has the word."""
