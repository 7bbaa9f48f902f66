"""The proof at a small size, and that it would see a fault."""

from __future__ import annotations

import pytest

from scoring.formulas import texts
from scoring.formulas.evaluate import Mode
from tests.proof.here import differences
from tests.proof.mutants import MUTANTS

CASES, SEED, MOST = 200, 11, 1500


def test_formulas_score_as_the_core_does() -> None:
    assert list(differences(CASES, SEED)) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_fault_in_the_compiler_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts._taken_apart.cache_clear()
    mutate, kind = MUTANTS[name]
    mutate(monkeypatch)
    seen = next(differences(MOST, SEED, (Mode.STRICT,), (kind,)), "")
    texts._taken_apart.cache_clear()
    assert seen
