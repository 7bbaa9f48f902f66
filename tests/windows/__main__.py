"""``make windows``: the clerk's folder, then the suite by a Windows Python, without LibreOffice and
without what no system can change.

Skipped where there is no Wine; where PE_REQUIRE_WINDOWS=1 that is a failure.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

from tests.windows.assemble import ROOT, assembled
from tests.windows.wine import WINE, Wine, missing

_SECONDS = 2400
_SOME_FAILED = 1
_CACHE = "build/windows-cache"
_THE_SAME_EVERYWHERE = ("architecture", "clauses", "directions", "personal", "proof", "quantity")
"""Folders of tests that give texts and numbers to the core and look at what it makes of them, or
that read our own source: no workbook, path, process or program has a part in them."""


def main() -> int:
    if lacks := missing():
        sys.stdout.write(f"Windows: not run, missing here: {', '.join(lacks)}\n")
        return int(os.environ.get("PE_REQUIRE_WINDOWS") == "1")
    with Path(gettempdir(), "pe-score-windows.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wine = assembled()
        with wine.session():
            kit = subprocess.run([sys.executable, "-m", "pytest", "tests/windows/test_kit.py"],
                                 cwd=ROOT, env={**os.environ, WINE: str(wine.folder)}, check=False)
            return max(kit.returncode, _suite(wine))


def _suite(wine: Wine) -> int:
    """Wine's CreateProcess fails once in some thousand calls (WinError 1359) where Windows' does
    not: what failed is run once more, and must pass then."""
    left_out = [f"--ignore=tests/{folder}" for folder in _THE_SAME_EVERYWHERE]
    run = ("-m", "pytest", "-m", "not office", *left_out, "-o", f"cache_dir={_CACHE}",
           *sys.argv[1:])
    code = wine.show(wine.python, *run, cwd=ROOT, seconds=_SECONDS)
    if code != _SOME_FAILED:
        return code
    return wine.show(wine.python, *run, "--last-failed", cwd=ROOT, seconds=_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
