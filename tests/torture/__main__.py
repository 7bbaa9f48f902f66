"""``make torture``: so many cases in a child with limits; prints cases, faults, slowest, memory."""

from __future__ import annotations

import argparse
import json
import os
import resource
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.torture.cases import SAMPLES, Outcome, Torture
from tests.torture.kills import killed

_MEMORY = 1 << 30
_PATIENCE = 60
"""Seconds without a word after which a case hangs."""
_BATCH = 500
"""Cases a child: what it holds of memory is then about these cases."""


def main() -> int:
    options = _options()
    if options.child:
        return _child(options)
    os.nice(10)
    faults: list[Outcome] = []
    slowest: list[Outcome] = []
    peak = count = 0
    began = time.monotonic()
    for outcome in _all(options):
        count += 1
        peak = max(peak, outcome.memory)
        slowest = sorted([*slowest, outcome], key=lambda each: -each.cpu)[:5]
        if outcome.fault:
            faults.append(outcome)
            print(f"{outcome.case}: {outcome.fault}", flush=True)
    kills = list(_kills())
    print(f"cases {count}, faults {len(faults)}, kills {len(kills)}, "
          f"faults after kills {sum(map(bool, kills))}, {time.monotonic() - began:.0f} s")
    for outcome in slowest:
        print(f"slowest {outcome.cpu:.2f} s CPU: {outcome.case}")
    print(f"peak memory {peak / 1024:.0f} MiB")
    return int(bool(faults) or any(kills))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--workbooks", type=int, default=10_000)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child", choices=["workbook", "document"])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--last", type=int, default=0)
    return parser.parse_args()


def _all(options: argparse.Namespace) -> Iterator[Outcome]:
    for kind, count in (("workbook", options.workbooks), ("document", options.documents)):
        first, end = options.seed, options.seed + count
        while first < end:
            last = min(first + _BATCH, end)
            for outcome in _batch(kind, first, last):
                first += 1
                yield outcome


def _batch(kind: str, first: int, last: int) -> Iterator[Outcome]:
    """The cases of one child; one that dies or says nothing is a fault of the case it was at."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.torture", "--child", kind, "--first", str(first),
         "--last", str(last)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for seed in range(first, last):
        ready, _, _ = select.select([child.stdout], [], [], _PATIENCE + 60 * (seed == first))
        line = child.stdout.readline() if ready else ""
        if not line:
            child.kill()
            child.wait()
            yield Outcome(f"{kind} {seed}", _PATIENCE, 0, "died" if ready else "hangs")
            return
        yield Outcome(*json.loads(line))
    child.wait()


def _child(options: argparse.Namespace) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    with TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ.get("PE_TORTURE_CACHE", str(Path(folder, "cache")))
        torture = Torture(Path(folder))
        for seed in range(options.first, options.last):
            one = (torture.workbook if options.child == "workbook" else torture.document)(seed)
            print(json.dumps([one.case, one.cpu, one.memory, one.fault]), flush=True)
    return 0


def _kills() -> Iterator[str]:
    """One entry a kill, empty where nothing was wrong; the sound form of the first sample."""
    from tests.cli.runs import pe

    for in_place in (True, False):
        with TemporaryDirectory() as folder:
            sample = Path(folder, "样.xlsx")
            pe("sample", SAMPLES[0], "-o", sample)
            sound = sample.read_bytes()
            sample.unlink()
            yield from killed(Path(folder), sound, in_place=in_place)


if __name__ == "__main__":
    raise SystemExit(main())
