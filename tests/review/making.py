"""Clean forms of six kinds, as many as wanted: each kind is made once, then names and sums are put in
the places that were kept for them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from addin.books.book import split_address
from addin.books.xlsx.closed import BookFile
from addin.desk.new_form import sample
from addin.forms.pour import blank
from addin.library.library import Library
from tests.word_forms.making import word_form

UNIT, PROJECT, SUM = "某某单位留位", "某某项目留位", "4321.09"
Typed = str | int | float | Fraction | None

PROJECT_CELLS: Mapping[str, Typed] = {
    "A2": "（2023年度）", "D3": PROJECT, "D4": "青河县水利局", "G4": UNIT,
    "D6": Fraction(SUM), "E6": Fraction(SUM), "F6": Fraction(SUM), "H6": "100%", "I6": 10,
    "D7": Fraction(SUM), "E7": Fraction(SUM), "F7": Fraction(SUM),
    "B11": "完成年度建设任务，改善灌溉条件。", "F11": "已完成年度建设任务，灌溉条件得到改善。",
    "D13": "新建渠道长度", "E13": "≥12公里", "F13": "12.5公里", "G13": 15, "H13": 15,
    "D16": "工程验收合格率", "E16": "≥95%", "F16": "98%", "G16": 15, "H16": 15,
    "D19": "工程按期完工率", "E19": "≥95%", "F19": "97%", "G19": 10, "H19": 10,
    "D22": "项目总投资控制率", "E22": "≤100%", "F22": "99%", "G22": 10, "H22": 10,
    "D25": "新增节水量", "E25": "≥30万立方米", "F25": "33万立方米", "G25": 10, "H25": 10,
    "D27": "受益农户", "E27": "≥500户", "F27": "520户", "G27": 10, "H27": 10,
    "D31": "设施完好率", "E31": "≥90%", "F31": "95%", "G31": 10, "H31": 10,
    "D33": "受益群众满意度", "E33": "≥90%", "F33": "95%", "G33": 10, "H33": 10,
    "G35": 100, "H35": 100}
COUNTY_ROWS: Sequence[Sequence[Typed]] = (
    ("2023年度项目支出绩效自评表",),
    ("项目名称", PROJECT, None, "主管部门", "青河县教育局", None, "实施单位", UNIT),
    ("资金情况（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    (None, "年度资金总额", float(SUM), float(SUM), float(SUM), 10, "100%", 10),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "全年实际值", "分值", "得分", "偏差原因分析及改进措施"),
    ("产出指标", "数量指标", "培训教师人次", "≥300人次", "310人次", 20, 20, None),
    ("产出指标", "质量指标", "培训合格率", "≥95%", "99%", 20, 20, None),
    ("产出指标", "时效指标", "培训按期完成率", "≥95%", "96%", 10, 10, None),
    ("效益指标", "社会效益指标", "惠及学校", "≥20所", "22所", 30, 30, None),
    ("满意度指标", "服务对象满意度指标", "教师满意度", "≥90%", "95%", 10, 10, None),
    ("总分", None, None, None, None, 100, 100, None))

HUAXI: Mapping[str, Typed] = {
    "C4": f"花溪区{UNIT}", "C5": None, "C6": "贵阳市花溪区住房和城乡建设局", "G6": f"花溪区{UNIT}",
    "D8": Fraction(SUM), "E8": Fraction(SUM), "F8": Fraction(SUM), "H8": 1, "I8": 10,
    **dict.fromkeys(("D9", "E9", "F9", "D10", "E10", "F10", "I16", "I20")),
    "F17": "12个月", "F18": "99%", "H16": 15, "H20": 10, "H21": 100}
LUKOU: Mapping[str, Typed] = {
    "D4": f"株洲市渌口区{UNIT}", "D6": Fraction(SUM), "E6": Fraction(SUM), "F6": Fraction(SUM),
    **dict.fromkeys(("B7", "F7", "B8", "F8", "B9", "F9", "B10", "B11")), "G6": 10,
    "F15": "普及率达到92%", "F16": "覆盖率达到96%", "F18": "230名", "F19": "出水水质稳定达到一级A标",
    "F20": "“8个100%”措施全部落实", "F22": "全年及时处理", "E23": "≤100%", "F23": "98%",
    "D23": "预算控制率", "F24": "节约运行成本", "G24": 5, "F25": "620万元",
    "F26": "生活污水当日处理，水质达标", "F27": "明显改善", "H27": 5, "F28": "持续提升", "H28": 5,
    "F29": "95%", "H30": 100}
Make = Callable[[Mapping[str, str]], bytes]


def cleaned(name: str, cells: Mapping[str, Typed]) -> BookFile:
    """A published form with its mistakes mended."""
    book = sample(Library().find(name))
    for cell, value in cells.items():
        _, row, column = split_address(cell)
        book.put("自评表", row, column, Fraction(value) if isinstance(value, int) else value)
    return book


@cache
def project_book() -> bytes:
    book = blank(Library().find("national"))
    for cell, value in PROJECT_CELLS.items():
        _, row, column = split_address(cell)
        book.put(book.sheets[0], row, column, Fraction(value) if isinstance(value, int) else value)
    return book.to_bytes()


def county_book(words: Mapping[str, str]) -> bytes:
    made = Workbook()
    _county_sheet(made.worksheets[0], words)
    return _saved(made)


def two_forms_book(words: Mapping[str, str]) -> bytes:
    """Two projects in one workbook, a sheet each."""
    made = Workbook()
    _county_sheet(made.worksheets[0], words)
    _county_sheet(made.create_sheet(), {**words, PROJECT: f"{words[PROJECT]}二期"})
    return _saved(made)


def _county_sheet(sheet: Worksheet, words: Mapping[str, str]) -> None:
    sheet.title = words[PROJECT]
    for row in COUNTY_ROWS:
        sheet.append([float(words[SUM]) if cell == float(SUM) else words.get(str(cell), cell)
                      for cell in row])


@cache
def huaxi_book() -> bytes:
    return cleaned("huaxi", HUAXI).to_bytes()


@cache
def lukou_book() -> bytes:
    return cleaned("lukou", LUKOU).to_bytes()


@cache
def project_document() -> bytes:
    book = BookFile.read(project_book(), "项目.xlsx")
    grid = book.grid(book.sheets[0])
    return word_form(grid, (3, 35))


@cache
def huaxi_document() -> bytes:
    return word_form(BookFile.read(huaxi_book(), "部门.xlsx").grid("自评表"), (5, 22))


def personal(base: bytes, words: Mapping[str, str]) -> bytes:
    """The package with words replaced wherever they stand in its XML."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(base)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(".xml"):
                for word, other in words.items():
                    content = content.replace(word.encode(), other.encode())
            new.writestr(ZipInfo(info.filename), content, ZIP_DEFLATED)
    return made.getvalue()


def _of(base: Callable[[], bytes]) -> Make:
    return lambda words: personal(base(), words)


KINDS: Sequence[tuple[str, Make]] = (
    (".xlsx", _of(project_book)), (".xlsx", county_book), (".docx", _of(project_document)),
    (".xlsx", _of(huaxi_book)), (".xlsx", _of(lukou_book)), (".docx", _of(huaxi_document)))


def forms(count: int) -> Iterator[tuple[str, bytes]]:
    """So many files: each with a name, a unit, a project and a sum of its own."""
    for number in range(count):
        suffix, make = KINDS[number % len(KINDS)]
        yield f"{number:03}-自评表{suffix}", make(own_words(number))


def own_words(number: int) -> dict[str, str]:
    return {UNIT: f"第{number:03}管理站", PROJECT: f"第{number:03}号工程",
            SUM: f"{1000 + number * 7}.25"}


def _saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
