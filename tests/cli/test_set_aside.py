"""A new form never takes the place of one that somebody has filled in."""

from pathlib import Path

import pytest

from tests.cli.runs import pe


@pytest.mark.parametrize("verb", ["new", "sample"])
def test_what_stood_there_is_kept(verb: str, tmp_path: Path) -> None:
    target = tmp_path / "自评表.xlsx"
    target.write_bytes(b"filled in by hand")
    for number in (1, 2):
        before = target.read_bytes()
        done = pe(verb, "huaxi", "-o", target)
        backup = tmp_path / f"自评表.备份-{number}.xlsx"
        assert done.code == 0
        assert str(backup) in done.out
        assert backup.read_bytes() == before


def test_nothing_is_kept_of_nothing(tmp_path: Path) -> None:
    assert "备份" not in pe("new", "huaxi", "-o", tmp_path / "自评表.xlsx").out
    assert [path.name for path in tmp_path.iterdir()] == ["自评表.xlsx"]
