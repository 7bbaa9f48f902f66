"""What ``make bench`` says about the rules: an award under every ruleset, loading one, 500 forms."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

import openpyxl

from addin.books.book import split_address
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.new_form import sample
from addin.desk.review.workers import settled
from addin.forms.assessed import Assessed
from addin.library.form_map import PUBLISHED
from addin.library.library import Library
from scoring.awards.score import score
from scoring.findings.audit import audit
from tests.bench.times import seconds

FORMS, FIRST = 500, 100
TURN = 5
"""Forms at a time, one of every ruleset."""


def samples(library: Library) -> dict[str, BookFile]:
    """The published filing of every ruleset that has one."""
    rulesets = (each for each in library.all() if each.form)
    return {each.id: sample(each, library.form_folder(each.form)) for each in rulesets
            if (library.form_folder(each.form) / PUBLISHED).is_file()}


def awarding(books: Mapping[str, BookFile], library: Library) -> None:
    print("\nScoring a published form, by ruleset")
    for ruleset_id, book in books.items():
        (one,) = assess(book, library)
        filing, rules, count = one.form.filing, one.scorecard.ruleset, len(one.scorecard.awards)
        each = seconds(lambda: score(filing, rules), 50) / count  # noqa: B023
        print(f"  {f'{ruleset_id} ({count} awards)':<52}{each * 1e6:>10.2f} µs an award")


def loading(library: Library, cache: Path) -> None:
    """With the model that checks a rule file already built: it is built once a process."""
    print("\nLoading a ruleset: parsed and checked, and as it was kept")
    for ruleset_id in library.ids():
        def checked() -> None:
            shutil.rmtree(cache)
            Library().get(ruleset_id)  # noqa: B023

        def kept() -> None:
            Library().get(ruleset_id)  # noqa: B023

        size = len((files("rulesets") / f"{ruleset_id}.yaml").read_text("utf-8"))
        anew, again = seconds(checked, 5), seconds(kept, 20)
        print(f"  {f'{ruleset_id} ({size} characters)':<52}{anew * 1e3:>10.2f} ms"
              f"{again * 1e3:>10.2f} ms")


def mixed(books: Mapping[str, BookFile], library: Library, count: int = FORMS) -> list[bytes]:
    """Workbooks in turn of every ruleset, each with scores and a reason of its own."""
    cells = {name: _cells(book, library) for name, book in books.items()}
    names = list(books)
    return [_changed(books[name], cells[name], turn)
            for turn, name in enumerate(names * (count // len(names)))]


def _cells(book: BookFile, library: Library) -> list[tuple[str, str]]:
    """Where the scores and the reasons stand; a form may have no column for reasons."""
    (one,) = assess(book, library)
    return [(row.score.cell, row.reason.cell) for row in one.form.filing.rows]


def _changed(book: BookFile, cells: Sequence[tuple[str, str]], turn: int) -> bytes:
    for place, (scored, reason) in enumerate(cells):
        book.put(*split_address(scored), Fraction(turn + place, 10))
        if reason:
            book.put(*split_address(reason), f"第{turn}家：已按期完成，实际支出{turn + place}万元。")
    return book.to_bytes()


def audited(workbooks: Sequence[bytes], library: Library) -> Iterator[Assessed]:
    for data in workbooks:
        yield from assess(BookFile.read(data, "自评表.xlsx"), library)


def auditing(books: Mapping[str, BookFile], library: Library) -> None:
    """In a process settled as those of a pile are; what openpyxl takes is taken in the same."""
    workbooks = mixed(books, library)
    for _ in audited(workbooks[:FIRST], library):
        pass
    settled()
    speeds = []
    for first in range(0, FORMS, FIRST):
        start = process_time()
        for _ in audited(workbooks[first:first + FIRST], library):
            pass
        speeds.append(FIRST / (process_time() - start))
    print(f"\n{FORMS} mixed forms, from the bytes of a workbook to its findings   (aim: ≥ 100)")
    print(f"  {f'median of {len(speeds)} hundreds':<52}{median(speeds):>10.0f} forms a core-second")
    print(f"  {'the quickest hundred':<52}{max(speeds):>10.0f} forms a core-second")
    _without_reading(workbooks[:FIRST], library)
    _beside_openpyxl(workbooks[:FIRST], library)
    _memory(workbooks, library)


def _without_reading(workbooks: Sequence[bytes], library: Library) -> None:
    read = [(one.form.filing, one.scorecard.ruleset) for one in audited(workbooks, library)]

    def run() -> None:
        for filing, rules in read:
            audit(score(filing, rules))

    print(f"  {'scored and audited alone':<52}{len(read) / seconds(run, 5):>10.0f} forms a core-second")


def _beside_openpyxl(workbooks: Sequence[bytes], library: Library) -> None:
    """What reading alone costs others, a few forms each in turns, so that noise is shared. Each
    clears away itself what it leaves: a workbook of openpyxl is a cycle, and form by form the
    collector would always come in the time of the same one of ours."""
    ours = theirs = 0.0
    for first in range(0, len(workbooks), TURN):
        some = workbooks[first:first + TURN]
        start = process_time()
        for _ in audited(some, library):
            pass
        gc.collect()
        between = process_time()
        for content in some:
            openpyxl.load_workbook(BytesIO(content))
        gc.collect()
        ours, theirs = ours + between - start, theirs + process_time() - between
    count = len(workbooks)
    print(f"  {'in turns with openpyxl':<52}{count / ours:>10.0f} forms a core-second")
    print(f"  {'openpyxl: loaded alone':<52}{count / theirs:>10.0f} forms a core-second   "
          f"({theirs / ours:.2f}×, aim: ≥ 4×)")


def _memory(workbooks: Sequence[bytes], library: Library) -> None:
    tracemalloc.start()
    for count, _ in enumerate(audited(workbooks, library), start=1):
        if count in (FIRST, FORMS):
            gc.collect()
            held = tracemalloc.get_traced_memory()[0] / 2**20
            print(f"  {f'held after {count} forms':<52}{held:>10.2f} MiB")
    tracemalloc.stop()


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = name
        library = Library()
        books = samples(library)
        awarding(books, library)
        loading(library, Path(name, "pe-score"))
        auditing(books, library)


if __name__ == "__main__":
    main()
