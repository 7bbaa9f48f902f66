"""Every finding of the cases here, word for word with its cells, in ``told.txt``.

``python -m tests.audit.told`` renews that file; what it then says differently is to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring import audit, score
from tests.audit.filings import SHEET, data, small_filing, small_ruleset

FILE = Path(__file__).with_name("told.txt")


def told() -> str:
    return "\n".join(line for case in data("cases.yaml") for line in _case(case)) + "\n"


def _case(case: dict[str, Any]) -> Iterator[str]:
    filing = small_filing(case["change"], case.get("inputs"))
    yield f"■ {case['name']}"
    for found in audit(score(filing, small_ruleset())):
        cells = " ".join(cell.removeprefix(f"{SHEET}!") for cell in found.cells)
        indicator = f"［{found.indicator}］" if found.indicator else ""
        facts = f"〔{found.filed}→{found.expected}〕{found.clause}"
        yield f"{found.severity} {found.code.code} {cells}{indicator}：{found.message}{facts}"


if __name__ == "__main__":
    FILE.write_text(told(), "utf-8")
