"""How ``make bench`` takes its times, and how it prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter, process_time

Run = Callable[[], object]


def medians(runs: Mapping[str, Run], times: int) -> dict[str, float]:
    """Seconds each run takes: the median of so many turns, after one to warm up."""
    for run in runs.values():
        run()
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, run in runs.items():
            start = perf_counter()
            run()
            taken[name].append(perf_counter() - start)
    return {name: median(seconds) for name, seconds in taken.items()}


def table(title: str, found: Mapping[str, float], against: str, unit: str, aim: str) -> None:
    """One line a run: its time, and how many times the reference it takes."""
    scale = {"ms": 1e3, "µs": 1e6}[unit]
    print(f"\n{title}   (aim: {aim})")
    for name, seconds in found.items():
        ratio = found[against] / seconds
        said = "reference" if name == against else (
            f"{ratio:.1f}× faster" if ratio >= 1 else f"{1 / ratio:.1f}× slower")
        print(f"  {name:<52}{seconds * scale:>10.2f} {unit}   {said}")


def seconds(run: Run, times: int) -> float:
    """What one run takes of the process's own time: the median of so many, after one to warm up.

    Other work on the machine lengthens it less than the time of a clock.
    """
    run()
    taken = []
    for _ in range(times):
        start = process_time()
        run()
        taken.append(process_time() - start)
    return median(taken)
