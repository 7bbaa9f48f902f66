"""The pictures in docs/: what a real LibreOffice prints of our workbooks. ``make pictures``.

The Makefile names ``tests/pictures/fonts.conf``, so that official typefaces are drawn by the free 宋体.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import office
from tests.cli.runs import TOTAL, pe, typed

DOCS = Path(__file__).parents[2] / "docs"
MARGIN = 0.4
"""Inches of white paper cut off on every side."""
COMPUTED = ("I8", "H17", "H18", TOTAL)
"""花溪's scores that follow from figures, and their total; the judged ones are the clerk's."""


@dataclass(frozen=True)
class Part:
    """What of a page is shown, in inches from its left and top; None: up to the margin. ``dpi`` so
    that the words can be read at the width in which a page shows the picture; grey, unless colours
    say something, for a third of the bytes."""

    top: float = MARGIN
    right: float | None = None
    bottom: float | None = None
    dpi: int = 110
    coloured: bool = False


WHOLE, ABOVE_THE_NOTES = Part(), Part(bottom=9.36)
ABOVE_THE_PAGE_NUMBER = Part(bottom=7.65, dpi=100, coloured=True)
BASIS = Part(right=9.1, bottom=5.45)
SCORING = Part(right=7.4, bottom=5.7, dpi=125, coloured=True)
"""Up to 条款, and up to 结论; a few rows of each."""


def make(folder: Path) -> Iterator[tuple[str, Path, str, Part]]:
    """Picture, workbook, the title of our own sheet where it is one, and what is shown of it."""
    for form in ("huaxi", "lukou", "jiangning", "conghua", "chayu"):
        empty = _made("sample", form, folder / f"{form}-empty.xlsx", "--unscored")
        yield form, empty, "", WHOLE
    yield "national", _made("new", "national", folder / "national.xlsx"), "", WHOLE
    published = _made("sample", "huaxi", folder / "huaxi.xlsx")
    before = typed(published, folder / "before.xlsx", dict.fromkeys(COMPUTED))
    after = folder / "after.xlsx"
    pe("fill", before, "-o", after)
    yield "huaxi-before", before, "", ABOVE_THE_NOTES
    yield "huaxi-after", after, "", ABOVE_THE_NOTES
    yield "评分依据", after, "评分依据", BASIS
    formulas = folder / "formulas.xlsx"
    pe("fill", before, "--formulas", "-o", formulas)
    yield "评分计算", formulas, "评分计算", SCORING
    yield "基础数据", _made("new", "chayu", folder / "new.xlsx"), "基础数据", (
        ABOVE_THE_PAGE_NUMBER)


def _made(verb: str, ruleset: str, path: Path, *options: str) -> Path:
    said = pe(verb, ruleset, "-o", path, *options)
    assert said.code == 0, said.err
    return path


def draw(name: str, pdf: Path, title: str, part: Part, page: int = 1) -> None:
    """A form's page or the first of our own sheet as docs/name.png, without white margins."""
    pages = _run("pdftotext", pdf, "-").split("\f")
    number = next(place for place, text in enumerate(pages[page - 1:], page)
                  if text.strip().startswith(title))
    size = _run("pdfinfo", "-f", number, "-l", number, pdf).partition(" size:")[2].split()
    right = part.right or float(size[0]) / 72 - MARGIN
    bottom = part.bottom or float(size[2]) / 72 - MARGIN
    left, top, width, height = (round(inches * part.dpi) for inches in (
        MARGIN, part.top, right - MARGIN, bottom - part.top))
    _run("pdftocairo", "-png", "-singlefile", *([] if part.coloured else ["-gray"]), "-r", part.dpi,
         "-f", number, "-x", left, "-y", top, "-W", width, "-H", height, pdf, DOCS / name)


def _run(*command: str | int | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          check=True).stdout


def main() -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, book, title, part in make(folder):
            draw(name, office.to_pdf(book, folder / "pdf"), title, part)


if __name__ == "__main__":
    main()
