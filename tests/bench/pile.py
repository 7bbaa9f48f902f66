"""What ``make bench`` says about a pile: assessing and writing apart, two processes, memory.

``PE_BENCH_FORMS`` sets how many forms are read (500); memory is compared with ten times fewer.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time

import dask
import openpyxl
import psutil
import yaml
from distributed import LocalCluster

from addin.desk.review.cluster import Cluster
from addin.desk.review.gathered import Gathered
from addin.desk.review.journal import Journal, digest
from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sheets import filled, title
from addin.desk.review.sources import Pile, Source
from addin.desk.review.workers import Pool, Workers, in_order
from addin.pages.review.write import write_workbook
from tests.bench.process import as_installed
from tests.review.making import forms

COUNT = int(os.environ.get("PE_BENCH_FORMS", "500"))
_FEWER = 10
MANUAL = Path(__file__).parents[2] / "docs" / "财政局批量审核.md"


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
          f"assessing is {theirs / ours:.1f}× faster (aim: ≥ 4×)")


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
    """The pool and a Dask cluster beside two processes that know nothing of each other and read
    half of the pile each. The clock wants a quiet machine; the processors' time does not."""
    wall, processors = (min(each) for each in zip(_apart(folder), _apart(folder), strict=True))
    _said("two independent processes", wall, len(sources))
    with Pool(Setting(), 2) as pool:
        _beside("a pool of two", _read_by(pool, sources), wall, processors, len(sources))
    with dask.config.set(as_the_manual_says()), \
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None,
                         host="127.0.0.1", silence_logs=50) as local, \
            Cluster(local.scheduler_address, Setting()) as cluster:
        _beside("two Dask workers", _read_by(cluster, sources), wall, processors, len(sources))


def as_the_manual_says() -> dict[str, object]:
    """What the manual has people write into Dask's configuration before they start a cluster."""
    manual = MANUAL.read_text("utf-8")
    written = yaml.safe_load(manual.partition("```yaml\n")[2].partition("```")[0])
    return dict(_flat(written, ""))


def _flat(written: Mapping[str, object], above: str) -> Iterator[tuple[str, object]]:
    for name, value in written.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _beside(name: str, taken: tuple[float, float], wall: float, processors: float,
            count: int) -> None:
    _said(name, taken[0], count, f"{wall / taken[0]:.0%} of two independent processes; "
                                 f"{taken[1] / processors - 1:+.0%} of processors' time")


def _read_by(workers: Workers, sources: Sequence[Source]) -> tuple[float, float]:
    """By the clock, and of all processors; the first time they load what they need."""
    taken = []
    for _ in range(3):
        start, before = perf_counter(), _processors()
        for _ in in_order(sources, workers):
            pass
        taken.append((perf_counter() - start, _processors() - before))
    return min(each[0] for each in taken[1:]), min(each[1] for each in taken[1:])


def _processors() -> float:
    """Seconds that this process and those it has started have worked so far."""
    own = psutil.Process()
    return sum(sum(each.cpu_times()[:2]) for each in (own, *own.children(recursive=True)))


_HALF = """
import sys
from pathlib import Path
from time import perf_counter, process_time
from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sources import Pile
sources = list(Pile([Path(sys.argv[1])]))[int(sys.argv[2])::2]
for _ in range(2):
    start, before = perf_counter(), process_time()
    for each in sources:
        review_file(each, Setting())
print(perf_counter() - start, process_time() - before)
"""


def _apart(folder: Path) -> tuple[float, float]:
    started = [subprocess.Popen([sys.executable, "-c", _HALF, str(folder / "收到"), half],
                                stdout=subprocess.PIPE, text=True, env=as_installed(folder))
               for half in ("0", "1")]
    told = [list(map(float, each.communicate()[0].split())) for each in started]
    return max(wall for wall, _ in told), sum(taken for _, taken in told)


_WHOLE = """
import resource, sys
from pathlib import Path
from addin.desk.review.run import Order, review
if __name__ == "__main__":
    named = sorted(Path(sys.argv[1]).iterdir())[:int(sys.argv[2])]
    review(Order(named, Path(sys.argv[3]), jobs=1))
    status = Path("/proc/self/status").read_text()
    print(status.partition("VmHWM:")[2].split()[0],
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
