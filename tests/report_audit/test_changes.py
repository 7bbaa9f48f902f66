"""Change one thing in a published report: exactly the right finding comes, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.forms.assessed import Assessed
from tests.report_audit.documents import published
from tests.report_audit.reports import GROUPS, chayu_report, checked, lukou_report, told
from tests.report_audit.test_published import CHAYU, LUKOU

CASES: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "changes.yaml").read_text("utf-8"))


def changed(name: str, case: dict[str, Any]) -> list[str]:
    text = "\n".join(published(name))
    assert text.count(case["old"]) >= 1, case["old"]
    return text.replace(case["old"], case["new"], 1).splitlines()


@pytest.mark.parametrize("case", CASES["lukou"].values(), ids=CASES["lukou"])
def test_lukou(case: dict[str, Any], lukou: Assessed) -> None:
    found = told(checked(lukou, lukou_report(changed("lukou", case))).findings)
    gone = {tuple(each) for each in case.get("gone", ())}
    assert found == (LUKOU | {tuple(each) for each in case["found"]}) - gone


@pytest.mark.parametrize("case", CASES["chayu"].values(), ids=CASES["chayu"])
def test_chayu(case: dict[str, Any], chayu: Assessed) -> None:
    found = told(checked(chayu, chayu_report(chayu, changed("chayu", case))).findings)
    assert found == CHAYU | {tuple(each) for each in case["found"]}


@pytest.mark.parametrize(("place", "column", "value", "finding"), [
    (1, 3, "9.52", ("report-score", "投入", "9.52", "9.25分")),
    (2, 2, "50", ("report-weight", "过程", "50", "55分")),
    (5, 3, "83.08", ("report-total", "", "83.08", "83.8分")),
])
def test_the_table_of_groups(place: int, column: int, value: str, finding: tuple[str, ...],
                             chayu: Assessed) -> None:
    groups = [list(row) for row in GROUPS]
    groups[place][column] = value
    assert told(checked(chayu, chayu_report(chayu, groups=groups)).findings) == CHAYU | {finding}
