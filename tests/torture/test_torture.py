"""A small seed of ``make torture``: the rest takes minutes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the limits of a process are those of POSIX", allow_module_level=True)

from tests.cli.runs import pe
from tests.torture.cases import Torture
from tests.torture.kills import killed


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Torture:
    return Torture(tmp_path_factory.mktemp("折磨"))


def test_damaged_workbooks_end_rightly(torture: Torture) -> None:
    ends = [torture.workbook(seed) for seed in range(20_000, 20_060)]
    assert [each for each in ends if each.fault] == []


def test_damaged_documents_and_templates_end_rightly(torture: Torture) -> None:
    ends = [torture.document(seed) for seed in range(20_000, 20_030)]
    assert [each for each in ends if each.fault] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that it has forked")
@pytest.mark.parametrize("in_place", [True, False])
def test_a_run_killed_at_any_step_leaves_the_old_file_or_the_new_one(
        tmp_path: Path, in_place: bool) -> None:
    sample = tmp_path / "样.xlsx"
    pe("sample", "huaxi", "-o", sample)
    kills = list(killed(tmp_path, sample.read_bytes(), in_place=in_place))
    assert len(kills) >= 3
    assert [each for each in kills if each] == []
