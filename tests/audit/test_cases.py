"""Each mistake alone in a clean form: found, at its cell, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scoring import audit, score
from scoring.findings.catalogue import CATALOGUE
from tests.audit.filings import SHEET, data, small_filing, small_ruleset

CASES = data("cases.yaml")
ADDIN = Path(__file__).parents[2] / "addin"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_exactly_this_is_found(case: dict[str, Any]) -> None:
    filing = small_filing(case["change"], case.get("inputs"))
    findings = audit(score(filing, small_ruleset()))
    said = [[each.code.code, *(cell.removeprefix(f"{SHEET}!") for cell in each.cells)]
            for each in findings]
    assert said == case["find"], [each.message for each in findings]
    assert not case.get("severity") or findings[0].severity == case["severity"]
    assert case.get("says", "") in "".join(each.message for each in findings[:1])


def test_every_code_is_raised_by_a_case_or_by_an_edge() -> None:
    provoked = {code for case in CASES for code, *_ in case["find"]}
    provoked |= {code for trap in data("traps.yaml") for code in trap.get("codes", ())}
    provoked |= {said.split()[1] for seed in data("seeds.yaml") for said in (
        *seed["found"], *(more for each in seed.get("changes", ()) for more in each.get("more", ())))}
    edges = {code for path in sorted(ADDIN.rglob("*.py")) for code in _raised(path)}
    elsewhere = {code for code in CATALOGUE  # tests/report_audit, tests/report, tests/wild
                 if code.startswith(("report-", "section-", "clause-"))}
    assert set(CATALOGUE) - provoked - elsewhere <= edges
    assert edges <= set(CATALOGUE)


def _raised(path: Path) -> Iterator[str]:
    """Codes that a module makes findings of."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="finding"), args=[code, *_]):
                yield from (part.value for part in ast.walk(code)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_nothing_stands_in_a_blank_cell(case: dict[str, Any]) -> None:
    """现填 is what its cells hold: of a blank one nothing, but where a reason is lacking what it is
    asked for."""
    filing = small_filing(case["change"], case.get("inputs"))
    blank = {each.cell for row in filing.rows for each in (
        row.target, row.actual, row.weight, row.score, row.reason) if each.blank}
    for each in audit(score(filing, small_ruleset())):
        assert not (each.stands and each.cells and blank.issuperset(each.cells)) or (
            each.code.code in ("reason-excess", "reason-missed")), each
