"""Installing into a folder: whole or not at all, renewed, and taken away again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from addin.errors import UserError
from addin.setup.install import Places, install, installed, places, uninstall
from addin.setup.machine import this_machine
from addin.terminal.cli import main
from addin.xlam.build import build
from addin.xlam.settings import read_settings


@pytest.fixture
def where(tmp_path: Path) -> Places:
    return Places(tmp_path / "应用 数据")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def test_the_addin_lies_alone_in_excels_start_folder(where: Places) -> None:
    assert install(where) == where.addin
    assert [path.name for path in where.addin.parent.iterdir()] == ["pe-score.xlam"]
    assert where.addin.parent.as_posix().endswith("/Microsoft/Excel/XLSTART")


def test_the_addin_names_this_interpreter_by_its_absolute_path(where: Places) -> None:
    settings = read_settings(install(where).read_bytes())
    assert settings["interpreter"] == str(Path(sys.executable).absolute())


def test_installing_again_renews_the_addin(where: Places) -> None:
    install(where, Path("/old/python"))
    install(where, Path("/new/python"))
    assert where.addin.read_bytes() == build(str(Path("/new/python").absolute()))
    assert list(installed(where)) == [str(where.addin)]


def test_a_strangers_file_of_that_name_is_not_overwritten(where: Places) -> None:
    where.addin.parent.mkdir(parents=True)
    where.addin.write_bytes(b"theirs")
    with pytest.raises(UserError, match="不是本工具装的"):
        install(where)
    assert files(where.data) == {"Microsoft/Excel/XLSTART/pe-score.xlam": b"theirs"}


@pytest.mark.parametrize("failing", ["pe-score.xlam", "installed.json"])
@pytest.mark.parametrize("earlier", [False, True])
def test_half_an_installation_never_stays(where: Places, failing: str, earlier: bool,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    if earlier:
        install(where, Path("/old/python"))
    before = files(where.data)
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == failing:
            raise PermissionError(13, "Permission denied", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(UserError, match=r"什么都没有改。请先关闭所有 Excel 窗口"):
        install(where)
    assert files(where.data) == before


def test_uninstalling_leaves_what_was_there_before(where: Places) -> None:
    other = where.addin.with_name("PERSONAL.XLSB")
    other.parent.mkdir(parents=True)
    other.write_bytes(b"theirs")
    before = files(where.data)
    install(where)
    assert uninstall(where) == ([where.addin], [])
    assert files(where.data) == before
    assert not where.manifest.parent.exists()


def test_a_file_changed_since_is_left_and_named(where: Places) -> None:
    install(where)
    where.addin.write_bytes(b"changed")
    assert uninstall(where) == ([], [where.addin])
    assert where.addin.read_bytes() == b"changed"


def test_uninstalling_twice_or_what_never_was_does_nothing(where: Places) -> None:
    assert uninstall(where) == ([], [])
    install(where)
    uninstall(where)
    assert uninstall(where) == ([], [])


def test_a_broken_record_is_said(where: Places) -> None:
    install(where)
    where.manifest.write_text("{", "utf-8")
    with pytest.raises(UserError, match="安装记录"):
        uninstall(where)


def test_without_windows_a_folder_must_be_named(monkeypatch: pytest.MonkeyPatch,
                                                tmp_path: Path) -> None:
    monkeypatch.delenv("APPDATA", raising=False)
    with pytest.raises(UserError, match="--folder"):
        places(None)
    monkeypatch.setenv("APPDATA", str(tmp_path))
    assert places(None) == Places(tmp_path)


def test_the_verbs_speak_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--folder", str(tmp_path)]
    assert main(["addin", "build", "-o", str(tmp_path / "a.xlam")]) == 0
    assert main(["addin", "install", *folder]) == 0
    office = this_machine().office
    assert main(["addin", "doctor", *folder]) == int(office is not None and office.server is None)
    assert main(["addin", "uninstall", *folder]) == 0
    assert main(["addin", "doctor", *folder]) == 1
    said = capsys.readouterr().out
    for words in ("已制作", "已安装", "✓ 加载项与本版本一致", "已删除", "✗ 没有装加载项"):
        assert words in said
    assert main(["addin", "build", "-o", str(tmp_path / "a.xlsx")]) == 2
    assert "应以 .xlam 结尾" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "pe-score").write_text("a file where a folder must be")
    with pytest.raises(UserError, match="无法写入"):
        install(Places(tmp_path))
