"""What ``make bench`` says about a stuffed sheet: a hundred thousand rows where a form has fifty."""

from __future__ import annotations

from fractions import Fraction

from addin.books.xlsx.closed import BookFile
from tests.bench.times import seconds
from tests.closed_files.packages import stuffed_sheet


def main() -> None:
    data = stuffed_sheet()

    def opened() -> BookFile:
        book = BookFile.read(data, "灌满.xlsx")
        book.grid("表1")
        return book

    def written() -> None:
        book = opened()
        book.put("表1", 2, 3, Fraction(99, 10))
        book.to_bytes()

    print("\nA stuffed sheet of 100000 rows   (aim: ≤ 1 s)")
    print(f"  {'open, read its first rows':<52}{seconds(opened, 3):>10.2f} s")
    print(f"  {'open, read, write a cell, to bytes':<52}{seconds(written, 3):>10.2f} s")
