"""The cell functions in ``make bench``: a first answer, one conversion, a column at once, one click."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from addin.ribbon import press as ribbon
from tests.bench.process import as_installed
from tests.bench.times import medians, table
from tests.live.forms import filed, rulesets
from tests.live.office import missing, office
from tests.xlwings_windows import windows

_FIRST = "from addin.functions import PE_SCORE; PE_SCORE([['≥90%']], [['95%']], [[10.0]])"
_ROWS = 1000


def first_answer() -> None:
    def run(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2],
                       env=as_installed(Path(folder)))

    with TemporaryDirectory() as folder:
        found = medians({"import xlwings": partial(run, "import xlwings"),
                         "the first PE_SCORE": partial(run, _FIRST)}, 9)
    table("Process start to the first answer", found, "import xlwings", "ms", "≤ 2.5× the import")


def calls() -> None:
    targets, actuals, weights = ([[value]] * _ROWS for value in ("≥90%", "95%", 10.0))
    with windows() as excel:
        excel.udfs.get_udf_module("addin.functions", None).identity = _identity(excel)

        def singly() -> None:
            for _ in range(_ROWS):
                excel.call("PE_SCORE", "≥90%", "95%", 10.0)

        one = medians({"an identity function": lambda: excel.converted("identity", "≥90%", "95%", 10.0),
                       "PE_SCORE": lambda: excel.call("PE_SCORE", "≥90%", "95%", 10.0)}, 200)
        column = medians({f"{_ROWS} calls of PE_SCORE": singly,
                          "PE_SCORES, once": lambda: excel.call(
                              "PE_SCORES", targets, actuals, weights)}, 5)
    table("One call through xlwings' conversion", one, "an identity function", "µs",
          "the conversion, and little more")
    table(f"A column of {_ROWS} rows", column, f"{_ROWS} calls of PE_SCORE", "ms", "faster")


def one_click() -> None:
    """Each official form open and 改写不一致 pressed, from the click to what the clerk is told."""
    from tests.live.engine import add_engine

    print("\nOne click in LibreOffice, end to end")
    with office() as context, TemporaryDirectory() as folder:
        app = add_engine(context).apps.active
        for ruleset in rulesets():
            book = app.books.open(str(filed(ruleset, Path(folder))))
            book.set_mock_caller()
            start = perf_counter()
            told = ribbon.run("score_overwrite")
            took = (perf_counter() - start) * 1e3
            said = told.text.splitlines()[0]
            print(f"  {ruleset.form:<30}{said:<22}{took:>10.0f} ms")
            book.close()


def _identity(excel):
    import xlwings

    @xlwings.func
    def identity(target, actual, weight):
        return weight

    return identity


def main() -> None:
    first_answer()
    calls()
    if lacks := missing():
        print(f"\nOne click in LibreOffice: not run, missing {', '.join(lacks)}")
    else:
        one_click()


if __name__ == "__main__":
    main()
