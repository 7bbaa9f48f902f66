"""A cell answers at once: a cold start loads nothing that a score does not need.

How long it takes beside xlwings alone is in ``make bench``.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ANSWER = ("from addin.functions import PE_SCORE;"
          "assert PE_SCORE([['≥90%']], [[0.81]], [[10.0]]) == 9")
HEAVY = {"numpy", "pandas", "openpyxl", "docx", "jinja2", "lxml", "pydantic", "docxtpl", "yaml"}


def test_a_cold_start_loads_nothing_heavy(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    first, second = (subprocess.run(
        [sys.executable, "-c", f"{ANSWER}; import sys; print(*sys.modules)"], cwd=ROOT, text=True,
        env=environment, check=True, capture_output=True).stdout.split() for _ in range(2))
    assert "pydantic" in first, "the rules are checked once"
    assert {name.partition(".")[0] for name in second} & HEAVY == set()
    assert not {"addin.forms", "addin.report", "addin.functions.check"} & set(second)
