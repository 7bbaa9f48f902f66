"""``make windows``: the clerk's folder, then the suite without LibreOffice by a Windows Python.

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
from tests.windows.wine import WINE, missing

_SECONDS = 2400


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
            suite = wine.show(wine.python, "-m", "pytest", "-m", "not office", "-p",
                              "no:cacheprovider", *sys.argv[1:], cwd=ROOT, seconds=_SECONDS)
            return max(kit.returncode, suite)


if __name__ == "__main__":
    raise SystemExit(main())
