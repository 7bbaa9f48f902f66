"""A cell answers at once: what a cold start loads, and how long it takes beside xlwings alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.xlwings_windows import ExcelCalls

ROOT = Path(__file__).parents[2]
MOST = 2.5
"""Times a bare import of xlwings."""
ANSWER = ("from addin.functions import PE_SCORE;"
          "assert PE_SCORE([['≥90%']], [[0.81]], [[10.0]]) == 9")
HEAVY = {"numpy", "pandas", "openpyxl", "docx", "jinja2", "lxml", "pydantic", "docxtpl"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """As installed: byte code and checked rulesets are there from the start before."""
    folder = tmp_path_factory.mktemp("cold")
    made = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "code"),
            "XDG_CACHE_HOME": str(folder / "cache")}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    run(ANSWER, made)
    run("import xlwings", made)
    return made


def run(code: str, environment: dict[str, str]) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True,
                          capture_output=True, text=True).stdout


def fastest(code: str, environment: dict[str, str]) -> float:
    seconds = []
    for _ in range(7):
        start = time.perf_counter()
        run(code, environment)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def test_a_cold_start_loads_nothing_heavy(environment: dict[str, str]) -> None:
    loaded = run(f"{ANSWER}; import sys; print(*sys.modules)", environment).split()
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()


def test_a_cold_start_is_no_more_than_a_few_imports_of_xlwings(environment: dict[str, str]) -> None:
    bare, answered = (fastest(code, environment) for code in ("import xlwings", ANSWER))
    assert answered <= MOST * bare, f"{answered:.3f} s beside {bare:.3f} s"


def test_a_column_in_one_call_is_faster_than_cell_by_cell(excel: ExcelCalls) -> None:
    rows = [(f"≥{place}", float(place % 7 * 15), 10.0) for place in range(1, 301)]
    columns = [[[row[place]] for row in rows] for place in range(3)]
    start = time.perf_counter()
    column = excel.call("PE_SCORES", *columns)
    middle = time.perf_counter()
    cells = [excel.call("PE_SCORE", *row) for row in rows]
    end = time.perf_counter()
    assert [cell for cell, in column] == cells
    assert middle - start < end - middle
