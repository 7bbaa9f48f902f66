"""What ``make bench`` says about ``pe`` as a process: how long it takes, and what it imports."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from tests.bench.times import medians, table


def main(folder: Path) -> None:
    """With the form that was put into the folder."""
    processes(folder)
    imports(folder)


def processes(folder: Path) -> None:
    def run(*arguments: str | Path) -> None:
        subprocess.run([sys.executable, *map(str, arguments)], check=False, capture_output=True,
                       env=as_installed(folder))

    def first_fill() -> None:
        shutil.rmtree(rules_kept(folder))
        again()

    source = folder / "空.xlsx"
    again = partial(run, "-m", "addin.terminal.cli", "fill", source, "-o", folder / "回填.xlsx")
    found = medians({
        "bare interpreter": partial(run, "-c", "pass"),
        "pe --help": partial(run, "-m", "addin.terminal.cli", "--help"),
        "pe fill, the rules never checked before": first_fill,
        "pe fill": again,
        "import openpyxl": partial(run, "-c", "import openpyxl"),
    }, 9)
    table("A whole process", found, "bare interpreter", "ms", "as little as may be")


def imports(folder: Path) -> None:
    code = ("import sys; from addin.terminal.cli import main; main(sys.argv[1:]); "
            "print(*sorted({name.partition('.')[0] for name in sys.modules}))")
    said = subprocess.run([sys.executable, "-c", code, "fill", str(folder / "空.xlsx"), "-o",
                           str(folder / "回填.xlsx"), "--json"], check=True, capture_output=True,
                          text=True, encoding="utf-8",
                          env=as_installed(folder)).stdout.splitlines()[-1]
    names = set(said.split()) - sys.stdlib_module_names
    print("\nWhat pe fill imports beside the standard library and itself")
    print("  " + " ".join(sorted(name for name in names - {"addin", "scoring", "rulesets", "templates"}
                                 if not name.startswith("_"))))


def rules_kept(folder: Path) -> Path:
    return folder / "cache"


def as_installed(folder: Path) -> dict[str, str]:
    """Processes as they run for a user: modules compiled once, checked rules kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
            "XDG_CACHE_HOME": str(rules_kept(folder))}
