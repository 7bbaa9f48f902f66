"""What ``make bench`` says about a pile: assessing and writing apart, two processes, memory.

``PE_BENCH_FORMS`` sets how many forms are read (300); memory is compared with ten times fewer.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter, process_time

import openpyxl

from addin.desk.review.gathered import Gathered
from addin.desk.review.journal import Journal, digest
from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sheets import filled, title
from addin.desk.review.sources import Pile, Source
from addin.desk.review.workers import Pool, in_order
from addin.pages.review.write import write_workbook
from tests.bench.process import as_installed
from tests.review.making import forms

COUNT = int(os.environ.get("PE_BENCH_FORMS", "300"))
_FEWER = 10


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in forms(COUNT):
            (folder / "收到").mkdir(exist_ok=True)
            (folder / "收到" / file).write_bytes(content)
        sources = list(Pile([folder / "收到"]))
        print(f"\nA pile of {COUNT} forms of six kinds, a third of them Word")
        _assessing(sources)
        _writing(folder, sources)
        _two_processes(folder, sources)
        _memory(folder)


def _said(name: str, seconds: float, count: int, more: str = "") -> None:
    print(f"  {name:<52}{count / seconds:>10.0f} forms/s   {more}")


def _timed(run: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    start = clock()
    run()
    return clock() - start


def _assessing(sources: Sequence[Source]) -> None:
    """One core; openpyxl's load alone of the same .xlsx forms, taking turns."""
    books = [each for each in sources if each.file.endswith(".xlsx")]

    def assessed() -> None:
        for each in books:
            review_file(each, Setting())

    def loaded() -> None:
        for each in books:
            openpyxl.load_workbook(io.BytesIO(each.content))

    review_file(books[0], Setting())
    ours = min(_timed(assessed, process_time) for _ in range(3))
    theirs = min(_timed(loaded, process_time) for _ in range(3))
    _said("assessed (.xlsx), one core", ours, len(books))
    _said("openpyxl's load alone of the same", theirs, len(books),
          f"assessing is {theirs / ours:.1f}× faster (aim: ≥ 3.5×)")


def _writing(folder: Path, sources: Sequence[Source]) -> None:
    output = folder / "果.xlsx"
    with Journal(folder / "果.jsonl", "") as journal:
        gathered = Gathered(journal)
        for source in sources:
            record = review_file(source, Setting())
            gathered.add(record, journal.put(digest(source), record))
        taken = _timed(lambda: write_workbook(filled(gathered, output), title(gathered), output),
                       process_time)
    _said("written into 审核结果.xlsx, one core", taken, len(sources))


def _two_processes(folder: Path, sources: Sequence[Source]) -> None:
    """Two processes that know nothing of each other read half of the pile each."""
    def pool() -> None:
        for _ in in_order(sources, workers):
            pass

    with Pool(Setting(), 2) as workers:
        pool()
        ours = min(_timed(pool) for _ in range(2))
    theirs = min(_apart(folder) for _ in range(2))
    _said("a pool of two", ours, len(sources))
    _said("two independent processes", theirs, len(sources),
          f"the pool does {theirs / ours:.0%} of it (aim: ≥ 90 %)")


_HALF = """
import sys
from pathlib import Path
from time import perf_counter
from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sources import Pile
sources = list(Pile([Path(sys.argv[1])]))[int(sys.argv[2])::2]
for _ in range(2):
    start = perf_counter()
    for each in sources:
        review_file(each, Setting())
print(perf_counter() - start)
"""


def _apart(folder: Path) -> float:
    started = [subprocess.Popen([sys.executable, "-c", _HALF, str(folder / "收到"), half],
                                stdout=subprocess.PIPE, text=True, env=as_installed(folder))
               for half in ("0", "1")]
    return max(float(each.communicate()[0]) for each in started)


_WHOLE = """
import resource, sys
from pathlib import Path
from addin.desk.review.run import Order, review
if __name__ == "__main__":
    named = sorted(Path(sys.argv[1]).iterdir())[:int(sys.argv[2])]
    review(Order(named, Path(sys.argv[3]), jobs=1))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
          resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _memory(folder: Path) -> None:
    """Of the process that gathers and writes, and of the greatest that reads."""
    for count in (COUNT // _FEWER, COUNT):
        script = folder / "whole.py"
        script.write_text(_WHOLE, "utf-8")
        done = subprocess.run(
            [sys.executable, str(script), str(folder / "收到"), str(count),
             str(folder / "果.xlsx")], check=True, stdout=subprocess.PIPE, text=True,
            env={**as_installed(folder), "PYTHONPATH": str(Path(__file__).parents[2])})
        own, children = (int(each) / 1024 for each in done.stdout.split()[-2:])
        print(f"  {f'memory at {count} forms: gathering, reading':<52}{own:>7.0f} MB"
              f"{children:>7.0f} MB")


if __name__ == "__main__":
    main()
