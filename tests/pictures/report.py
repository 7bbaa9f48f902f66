"""Pages of two reports as docs/报告/*.png, as a real LibreOffice prints them; part of
``make pictures``. The Makefile names ``tests/pictures/report_fonts.conf`` for the free typefaces."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import office
from tests.cli.runs import pe

FOLDER = Path(__file__).parents[2] / "docs" / "报告"
DPI = 80
PAGES = {"lukou": range(1, 99), "chayu": (1, 7, 8, 9, 33)}
"""All pages of the short report; of the long one those that are not the clerk's own text alone."""


def pages(name: str, folder: Path) -> Iterator[tuple[int, Path]]:
    form, report = folder / f"{name}.xlsx", folder / f"{name}.docx"
    pe("sample", name, "-o", form)
    said = pe("report", form, "-o", report, "--chart")
    assert said.code in (0, 1), said.err
    pdf = office.to_pdf(report, folder)
    subprocess.run(["pdftocairo", "-png", "-gray", "-r", str(DPI), str(pdf), str(folder / name)],
                   check=True)
    yield from enumerate(sorted(folder.glob(f"{name}-*.png")), 1)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with TemporaryDirectory() as temporary:
        for name, wanted in PAGES.items():
            for number, page in pages(name, Path(temporary)):
                if number in wanted:
                    (FOLDER / f"{name}-{number}.png").write_bytes(page.read_bytes())


if __name__ == "__main__":
    main()
