"""``make bench``: medians of one run, side by side; what is compared takes turns, so that noise is shared.

Times are of this machine and this moment: trust the ratios. Nothing here is asserted; what must
hold whatever the machine (which modules ``pe fill`` imports) is a test.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from fractions import Fraction
from pathlib import Path

import openpyxl

from addin.books.book import split_address
from addin.books.files import open_book, save_book
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.fill import fill
from addin.forms.read import read_forms
from addin.library.form_map import packaged_maps
from addin.library.library import Library
from scoring.awards.explain import trace
from scoring.awards.figures import form_figures
from scoring.awards.score import score
from scoring.filing import Filing
from scoring.findings.audit import audit
from scoring.rules.case import Case
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.values.exact import Rounding
from tests.bench import process, rules, stuffed
from tests.bench.times import medians, table
from tests.cli.runs import SCORES, SHEET, TOTAL, pe, typed


def filling(folder: Path) -> None:
    source, target = folder / "空.xlsx", folder / "回填.xlsx"
    library = Library()

    def cells_only() -> None:
        book = _opened(source)
        for cell in SCORES:
            _, row, column = split_address(cell)
            book.put(SHEET, row, column, Fraction(10))
        save_book(book, target, source=source)

    def whole() -> None:
        book = _opened(source)
        fill(book, list(assess(book, library)))
        save_book(book, target, source=source)

    def with_openpyxl() -> None:
        openpyxl.load_workbook(source).save(folder / "openpyxl.xlsx")

    found = medians({
        "copy the file": lambda: shutil.copyfile(source, folder / "copy.xlsx"),
        "pe: the score cells alone (open, put, save)": cells_only,
        "pe: fill (read form, score, audit, 评分依据, save)": whole,
        "openpyxl: load, save": with_openpyxl,
    }, 40)
    table("Filling one small form, file to file", found, "openpyxl: load, save", "ms",
          "≥ 20× faster than openpyxl")


def stages(folder: Path) -> None:
    """Where the time of a whole filling goes."""
    source, library = folder / "空.xlsx", Library()
    book = _opened(source)
    (form,) = read_forms(book, packaged_maps())
    (one,) = assess(book, library)
    rules = one.scorecard.ruleset
    fill(book, [one])

    def grid() -> None:
        _opened(source).grid(SHEET)

    found = medians({
        "open": lambda: _opened(source),
        "open, read the cells": grid,
        "recognise and read the form": lambda: read_forms(book, packaged_maps()),
        "score": lambda: score(form.filing, rules),
        "audit": lambda: audit(one.scorecard),
        "put scores and 评分依据": lambda: fill(book, [one]),
        "to bytes": book.to_bytes,
    }, 40)
    print("\nWhere the time of a whole filling goes")
    for name, seconds in found.items():
        print(f"  {name:<52}{seconds * 1e3:>10.2f} ms")


def awarding(folder: Path) -> None:
    (one,) = assess(open_book(folder / "空.xlsx"), Library())
    filing, rules = one.form.filing, one.scorecard.ruleset
    count = len(one.scorecard.awards)
    executed, budget, two = Fraction("285079.11"), Fraction("289224.42"), Rounding(2)

    def with_trace() -> None:
        for award in score(filing, rules).awards:
            trace(award)

    def bare() -> None:
        for _ in range(count):
            two.apply(two.apply(executed / budget) * 10)

    execution, case = _execution(filing, rules)

    def rule_alone() -> None:
        for _ in range(count):
            execution.rule.award(case)

    found = medians({
        "bare expression of Fractions": bare,
        "the rule alone (Steps with their cells)": rule_alone,
        "score (weights, rule found, verdict, total)": lambda: score(filing, rules),
        "score, and the trace as text": with_trace,
    }, 400)
    table(f"One award (mean over the {count} of the form)",
          {name: seconds / count for name, seconds in found.items()},
          "bare expression of Fractions", "µs", "≤ 15 µs without trace")


def _execution(filing: Filing, rules: Ruleset) -> tuple[Execution, Case]:
    (fund,) = [fund for fund in filing.funds if fund.scored]
    assert rules.execution is not None
    return rules.execution, Case(Fraction(10), actual=fund.rate, figures=form_figures(filing),
                                 name=EXECUTION_RATE)


def _opened(source: Path) -> BookFile:
    book = open_book(source)
    assert isinstance(book, BookFile)
    return book


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(process.rules_kept(folder))
        pe("sample", "huaxi", "-o", folder / "公布.xlsx")
        typed(folder / "公布.xlsx", folder / "空.xlsx", dict.fromkeys((*SCORES, TOTAL)))
        filling(folder)
        stages(folder)
        awarding(folder)
        process.main(folder)
    rules.main()
    stuffed.main()


if __name__ == "__main__":
    main()
