"""The published form of 花溪, poured once; each test changes a copy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.runs import SCORES, TOTAL, pe, typed


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Rulesets checked here are kept for these tests alone, not in the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


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
