"""The published form of 花溪, poured once; each test changes a copy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runs import SCORES, TOTAL, pe, typed


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``pe sample huaxi``: to be read, never to be written."""
    path = tmp_path_factory.mktemp("样例") / "公布.xlsx"
    assert pe("sample", "huaxi", "-o", path).code == 0
    path.chmod(0o444)
    return path


@pytest.fixture(scope="session")
def emptied(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an empty 得分 column."""
    path = tmp_path_factory.mktemp("空") / "空.xlsx"
    typed(published, path, dict.fromkeys((*SCORES, TOTAL)))
    path.chmod(0o444)
    return path
