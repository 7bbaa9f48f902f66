"""评分办法.xlsx: the rows of a ruleset as a workbook that a person proof-reads, with openpyxl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.height import grown
from addin.books.texts import choice, put_text, sheet_name
from addin.errors import UserError
from scoring.rulefile.workbook.tables import (
    CHECKED,
    COLUMNS,
    INPUTS,
    KIND,
    METHOD,
    RULE,
    RULES,
    SENTENCE,
    TAKEN_OVER,
    Cells,
)
from scoring.rules.rule import KIND_NAMES

COMPARED = "与上年对照"
COMPARED_COLUMNS = ("指标", "变化", "上年评分标准原文", "本年评分标准原文", "上年得分规定")
WIDTHS: Mapping[str, Sequence[int]] = {
    RULES: (9, 10, 14, 11, 8, 10, 26, 9, 36, 20, 38, 38, 12, 16, 22, 30),
    INPUTS: (28, 8, 8, 44, 24, 6, 20, 8, 8),
    METHOD: (18, 16, 46, 40, 18, 32, 20), COMPARED: (36, 10, 50, 50, 40)}
NOTES = {
    RULES: "一行一个指标，或指标的一个部分。对照“评分标准原文”看“程序理解”，一致的在“核对”写姓名、日期；"
           f"没有核对的行，程序只提请说明，不判应改（“{TAKEN_OVER}”＝原评分办法已核对）。黄色的格要人看。",
    INPUTS: "得分规定用到、而自评表里没有的数，一行一个；要点的是否、定性的档次不必写。",
    METHOD: "整部评分办法的名称、来源、等级、审核要求。黄色的格是官方表上没有印明的，请补上；用不到的留空。"
            "编号也可留空：单独用时就是文件名，收进评分办法文件夹的就是区划代码/年度。",
    COMPARED: "条款与上年逐条对照。未变的行照抄上年核对过的规定；改了的、新增的，在“评分办法”表里标黄。"}
_TITLE, _HEADER_ROW, _SPARE = "评分办法", 3, 60
_SIZE, _TALLEST = 10, 400
_LINE = Side(style="thin", color="B7B7B7")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD, _OWN = PatternFill("solid", fgColor="DDEBF7"), PatternFill("solid", fgColor="F5F5F5")
_LOOK = PatternFill("solid", bgColor="FFF2CC", fgColor="FFF2CC")
_SHOWN_BY_US = (SENTENCE,)
_INPUT_KINDS = ("数字", "是否", "档次", "列表", "表")


def workbook(tables: Mapping[str, Sequence[Cells]], title: str,
             marked: Sequence[tuple[str, int, str]] = ()) -> bytes:
    """The workbook's bytes. ``marked`` are cells that a person has to look at: the sheet, the row's
    place in it, and the column."""
    book = Workbook()
    book.remove(book.active)
    for name, columns in {**COLUMNS, COMPARED: COMPARED_COLUMNS}.items():
        if name in COLUMNS or name in tables:
            sheet = book.create_sheet(sheet_name(name))
            _fill(sheet, name, columns, tables.get(name, ()), title)
    _checks(book[RULES], len(tables.get(RULES, ())))
    for name, place, column in marked:
        book[name].cell(_HEADER_ROW + 1 + place, _at(name, column)).fill = _LOOK
    _choices(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _at(name: str, column: str) -> int:
    return COLUMNS[name].index(column) + 1


def _fill(sheet: Worksheet, name: str, columns: Sequence[str], rows: Sequence[Cells],
          title: str) -> None:
    put_text(sheet.cell(1, 1), f"{title}　{name}" if name != _TITLE else f"{title}　评分办法")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    put_text(sheet.cell(2, 1), NOTES[name])
    sheet.cell(2, 1).font = Font(size=_SIZE, color="595959")
    for place, column in enumerate(columns, 1):
        head = sheet.cell(_HEADER_ROW, place)
        put_text(head, column)
        head.font, head.fill, head.border = Font(bold=True, size=_SIZE), _HEAD, _BORDER
        head.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS[name][place - 1]
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        _row(sheet, name, columns, number, row)
    for number in range(_HEADER_ROW + 1 + len(rows), _HEADER_ROW + 1 + len(rows) + _SPARE):
        for place in range(1, len(columns) + 1):
            sheet.cell(number, place).number_format = "@"
            sheet.cell(number, place).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[_HEADER_ROW].height = max(
        grown(column, width, _SIZE, [30])[0]
        for column, width in zip(columns, WIDTHS[name], strict=False))
    _print(sheet, name, len(columns), len(rows))


def _row(sheet: Worksheet, name: str, columns: Sequence[str], number: int, row: Cells) -> None:
    height = 15.0
    for place, column in enumerate(columns, 1):
        cell, text = sheet.cell(number, place), row.get(column, "")
        try:
            put_text(cell, text)
        except UserError as error:
            raise UserError(f"{name}!{error}") from None
        cell.font, cell.border = Font(size=_SIZE), _BORDER
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if column in _SHOWN_BY_US:
            cell.fill = _OWN
        height = max(height, grown(text, WIDTHS[name][place - 1], _SIZE, [15])[0])
    sheet.row_dimensions[number].height = min(height, _TALLEST)


def _print(sheet: Worksheet, name: str, columns: int, rows: int) -> None:
    """The head stays in sight, and is printed on every page, which is as wide as the sheet."""
    last = get_column_letter(columns)
    frozen = "D" if name == RULES else "B"
    sheet.freeze_panes = f"{frozen}{_HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{last}{_HEADER_ROW + max(rows, 1)}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.print_area = f"A1:{last}{_HEADER_ROW + max(rows, 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 8 if name == RULES else 9  # A3, A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "第&P页，共&N页"
    sheet.sheet_view.zoomScale = 90


def _checks(sheet: Worksheet, rows: int) -> None:
    """A row that has a rule and that nobody has checked shows it; so does one without a rule."""
    first, last = _HEADER_ROW + 1, _HEADER_ROW + max(rows, 1) + _SPARE
    kind, checked, rule = (get_column_letter(_at(RULES, column))
                           for column in (KIND, CHECKED, RULE))
    for column, formula in (
            (checked, f'AND(${kind}{first}<>"",TRIM(${checked}{first})="")'),
            (rule, (f'AND(${kind}{first}<>"",${kind}{first}<>"{KIND_NAMES["parts"]}",'
                    f'TRIM(${rule}{first})="")'))):
        sheet.conditional_formatting.add(f"{column}{first}:{column}{last}",
                                         FormulaRule(formula=[formula], fill=_LOOK))


def _choices(book: Workbook) -> None:
    for name, column, words, prompt in _lists():
        made = choice(words, column, prompt)
        if made is not None:
            letter = get_column_letter(_at(name, column))
            made.add(f"{letter}{_HEADER_ROW + 1}:{letter}{_HEADER_ROW + 500}")
            book[name].add_data_validation(made)


def _lists() -> Iterator[tuple[str, str, Sequence[str], str]]:
    yield RULES, KIND, tuple(KIND_NAMES.values()), ""
    yield INPUTS, "类型", _INPUT_KINDS, ""
    yield INPUTS, "可不填", ("是",), ""
