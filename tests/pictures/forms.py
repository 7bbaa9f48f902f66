"""The pictures in docs/: what a real LibreOffice prints of our workbooks. ``make pictures``.

The Makefile names ``tests/pictures/fonts.conf``, so that official typefaces are drawn by the free 宋体.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import office
from tests.cli.runs import TOTAL, pe, typed

DOCS = Path(__file__).parents[2] / "docs"
DPI = 70
MARGIN = 0.4
"""Inches of white paper cut off on every side."""
COMPUTED = ("I8", "H17", "H18", TOTAL)
"""花溪's scores that follow from figures, and their total; the judged ones are the clerk's."""
NOTES = 9.36
"""Inches from the top of the page to the notes below 花溪's table."""


def make(folder: Path) -> Iterator[tuple[str, Path, str, float | None]]:
    """Picture, workbook, the title of our own sheet where it is one, and where the picture ends."""
    for form in ("huaxi", "lukou", "jiangning", "conghua", "chayu"):
        empty = _made("sample", form, folder / f"{form}-empty.xlsx", "--unscored")
        yield form, empty, "", None
    yield "national", _made("new", "national", folder / "national.xlsx"), "", None
    published = _made("sample", "huaxi", folder / "huaxi.xlsx")
    before = typed(published, folder / "before.xlsx", dict.fromkeys(COMPUTED))
    after = folder / "after.xlsx"
    pe("fill", before, "-o", after)
    yield "huaxi-before", before, "", NOTES
    yield "huaxi-after", after, "", NOTES
    yield "评分依据", after, "评分依据", None
    formulas = folder / "formulas.xlsx"
    pe("fill", before, "--formulas", "-o", formulas)
    yield "评分计算", formulas, "评分计算", None
    yield "基础数据", _made("new", "chayu", folder / "new.xlsx"), "基础数据", None


def _made(verb: str, ruleset: str, path: Path, *options: str) -> Path:
    said = pe(verb, ruleset, "-o", path, *options)
    assert said.code == 0, said.err
    return path


def draw(name: str, pdf: Path, title: str, bottom: float | None) -> None:
    """The first page of a form or of our own sheet as docs/name.png, without white margins."""
    pages = _run("pdftotext", pdf, "-").split("\f")
    number = next(place for place, text in enumerate(pages, 1) if text.strip().startswith(title))
    size = _run("pdfinfo", "-f", number, "-l", number, pdf).partition(" size:")[2].split()
    right, end = float(size[0]) / 72 - MARGIN, bottom or float(size[2]) / 72 - MARGIN
    _run("pdftoppm", "-png", "-singlefile", *(["-gray"] if not title else []), "-r", DPI,
         "-f", number, "-x", _dots(MARGIN), "-y", _dots(MARGIN), "-W", _dots(right - MARGIN),
         "-H", _dots(end - MARGIN), pdf, DOCS / name)


def _dots(inches: float) -> int:
    return round(inches * DPI)


def _run(*command: str | int | Path) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          check=True).stdout


def main() -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, book, title, bottom in make(folder):
            draw(name, office.to_pdf(book, folder / "pdf"), title, bottom)


if __name__ == "__main__":
    main()
