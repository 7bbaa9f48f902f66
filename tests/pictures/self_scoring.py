"""The pictures 自动计分表-*.png in docs/: a form that scores itself as a clerk fills it in a real
LibreOffice, with the mistakes that turn red and yellow. ``make pictures``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests import office
from tests.cli.runs import SHEET, pe
from tests.formulas.clerk import clerks
from tests.formulas.test_huaxi import FUNDS, ROWS
from tests.pictures.forms import Part, draw

MISTAKEN = {
    "D15": "老旧小区改造完成率", "E15": "≥90%", "F15": "约九成",
    "F16": "部分达成预期指标并具有一定效果", "F17": "6个月",
    "F18": "125%", "I18": "材料价格上涨", "H19": "30", "G20": "15", "H20": "15"}
"""No number, points lost without a reason, and weights that make 105."""
PASTED = {"H16": 14, "H18": 9}
"""Above its band; over its formula, which gives 8. Typed, the first would be refused."""
INDICATORS = Part(top=5.55, bottom=8.98, dpi=115, coloured=True)
SCORING = Part(right=8.62, bottom=5.57, coloured=True)
"""Up to 说明."""


def filled(folder: Path) -> Path:
    blank = folder / "blank.xlsx"
    said = pe("new", "huaxi", "--formulas", "-o", blank)
    assert said.code == 0, said.err
    with clerks() as opens:
        clerk = opens(blank)
        clerk.types(SHEET, FUNDS | ROWS | MISTAKEN)
        clerk.pastes(SHEET, PASTED)
        made: Path = clerk.saves(folder / "filled.xlsx")
        clerk.document.close(True)
    return made


def main() -> None:
    with TemporaryDirectory() as name:
        pdf = office.to_pdf(filled(Path(name)), Path(name))
        draw("自动计分表-自评表", pdf, "", INDICATORS)
        draw("自动计分表-评分计算", pdf, "评分计算", SCORING)


if __name__ == "__main__":
    main()
