"""The reports of the published samples, each made once; and one form to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runs import pe
from tests.report import documents


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("报告")


@pytest.fixture(scope="session")
def reports(folder: Path) -> dict[str, Path]:
    return {name: documents.made(name, folder) for name in documents.REPORTS}


@pytest.fixture(scope="session")
def texts(reports: dict[str, Path]) -> dict[str, str]:
    return {name: documents.text_of(path) for name, path in reports.items()}


@pytest.fixture(scope="session")
def form(folder: Path) -> Path:
    """渌口's published form with its narrative: to be read, never to be written."""
    path = folder / "表.xlsx"
    assert pe("sample", "lukou", "-o", path).code == 0
    path.chmod(0o444)
    return path
