"""写回复核分: the scores that reviewers typed into 汇总, put into the forms' own column for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path, PurePosixPath

from addin.books.book import Book
from addin.books.files import open_book, save_book, writable
from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.reviews import Reviews
from addin.errors import UserError
from addin.forms.read import Form, read_forms
from addin.library.library import Library
from addin.pages.review.read import Row
from addin.pages.review.records import REPORT, ReviewedFile

Typed = list[tuple[Brief, Fraction]]


@dataclass
class WrittenBack:
    """How many forms got their score, and why others did not, a sentence each."""

    forms: int = 0
    left: list[str] = field(default_factory=list)


def write_back(gathered: Gathered, last: Mapping[str, Row], reviews: Reviews,
               library: Library) -> WrittenBack:
    """Put each 复核分 of ``last``, the rows of 汇总 by their forms, into the row of the total, under
    复核得分 or whatever the form calls it. A file is changed only where a score is new, and its
    original is kept as a backup."""
    told = WrittenBack()
    for file, typed in _by_file(gathered, last, reviews).items():
        record = gathered.files[file]
        path = Path(record.path)
        if why := _out_of_reach(record):
            told.left.append(f"{record.file}：{why}，复核分没有写回")
            continue
        try:
            _write(path, typed, library, told)
        except UserError as error:
            told.left.append(f"{record.file}：复核分没有写回，{error}")
    return told


def _out_of_reach(record: ReviewedFile) -> str:
    """Why nothing is written into the file at all."""
    if Path(record.path).name != PurePosixPath(record.file).name:
        return "在压缩包里（要写回请先解压，再从解压的文件夹审核）"
    return "是自评报告的附表" if record.kind == REPORT else ""


def _by_file(gathered: Gathered, last: Mapping[str, Row], reviews: Reviews) -> dict[int, Typed]:
    found: dict[int, Typed] = {}
    for brief in gathered.forms:
        score = reviews.of(last.get(brief.form.key, {}))
        if score is not None:
            found.setdefault(brief.file, []).append((brief, score))
    return found


def _write(path: Path, typed: Typed, library: Library, told: WrittenBack) -> None:
    book = open_book(path)
    forms = {form.number: form for form in read_forms(book, library.maps, words=library.words)}
    changed, written = writable(book), 0
    for brief, score in typed:
        form = forms.get(brief.form.number)
        why = "表已不在" if form is None else _put(changed, form, score)
        if why:
            told.left.append(f"{path.name}（{brief.form.sheet}）：{why}，复核分没有写回")
        written += why is None
    if written:
        save_book(changed, path, source=path, in_place=True)
        told.forms += written


def _put(book: Book, form: Form, score: Fraction) -> str | None:
    """Write the score; why not, where it is not written, and nothing where it stands there."""
    column, row = form.found.columns.get("review"), form.found.total_row
    if column is None or row is None:
        return "没有复核得分一栏" if column is None else "没有总分行"
    place = form.found.grid.corner(row, column)
    cell = form.found.grid.at(*place)
    if cell.formula is not None:
        return "复核得分是公式"
    if book.locked(form.sheet, *place):
        return "工作表受保护"
    if cell.value == score:
        return ""
    book.put(form.sheet, *place, score)
    return None
