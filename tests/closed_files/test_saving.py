"""Saving: whole or not at all, never over the source unasked, never under someone's feet."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from addin.books import saving
from addin.books.files import open_book, save_book
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError
from tests.closed_files.packages import book, parts, unzipped, zipped

CELLS = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
ORIGINAL = zipped(parts(CELLS))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(ORIGINAL)
    return path


def edited(path: Path, value: int = 2) -> BookFile:
    data = open_book(path)
    assert isinstance(data, BookFile)
    data.put("表1", 1, 1, Fraction(value))
    return data


def value(path: Path) -> object:
    return open_book(path).grid("表1").at(1, 1).value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_saved_beside_the_source(source: Path) -> None:
    target = source.with_name("回填.xlsx")
    assert save_book(edited(source), target, source=source) is None
    assert value(target) == 2
    assert source.read_bytes() == ORIGINAL
    assert names(source.parent) == ["回填.xlsx", "自评表.xlsx"]


def test_an_older_result_is_replaced(source: Path) -> None:
    target = source.with_name("回填.xlsx")
    target.write_text("旧")
    target.chmod(0o640)
    save_book(edited(source), target, source=source)
    assert value(target) == 2
    assert os.name == "nt" or target.stat().st_mode & 0o777 == 0o640


def test_the_source_is_not_overwritten_unasked(source: Path) -> None:
    link = source.with_name("链接.xlsx")
    link.symlink_to(source)
    links = [link] if link.is_symlink() else []  # Wine makes none, and says nothing
    twin = source.with_name("硬链接.xlsx")
    os.link(source, twin)
    for target in (source, *links, twin, source.parent / "." / source.name):
        with pytest.raises(UserError, match="不能覆盖原文件"):
            save_book(edited(source), target, source=source)
    assert source.read_bytes() == ORIGINAL


def test_in_place_keeps_numbered_backups(source: Path) -> None:
    first = save_book(edited(source, 2), source, source=source, in_place=True)
    second = save_book(edited(source, 3), source, source=source, in_place=True)
    assert (first, second) == (source.with_name("自评表.备份-1.xlsx"),
                               source.with_name("自评表.备份-2.xlsx"))
    assert (value(source.with_name("自评表.备份-1.xlsx")),
            value(source.with_name("自评表.备份-2.xlsx")), value(source)) == (1, 2, 3)


@pytest.mark.parametrize("lock", ["~$自评表.xlsx", ".~自评表.xlsx", ".~lock.自评表.xlsx#"])
def test_a_workbook_open_elsewhere_is_left_alone(source: Path, lock: str) -> None:
    data = edited(source)
    source.with_name(lock).write_bytes(b"")
    with pytest.raises(UserError, match=r"正在别处打开.*删除残留的锁文件"):
        save_book(data, source, source=source, in_place=True)
    assert names(source.parent) == sorted([lock, "自评表.xlsx"])
    assert source.read_bytes() == ORIGINAL


def test_where_it_can_not_be_written(source: Path) -> None:
    data = edited(source)
    folder = source.parent
    too_long = [] if os.name == "nt" else [(folder / f"{'长' * 200}.xlsx", "文件名太长")]
    readonly = folder / "只读.xlsx"
    readonly.write_bytes(b"")
    readonly.chmod(0o444)
    for target, said in ((folder, "这是文件夹"), (folder / "无" / "f.xlsx", "文件夹不存在"),
                         (readonly, "只读"), (folder / "f.xls", r"应以 \.xlsx 结尾"),
                         (folder / "f.xlsm", r"应以 \.xlsx 结尾"), (folder / "f", "结尾"),
                         *too_long):
        with pytest.raises(UserError, match=said):
            save_book(data, target, source=source)
    assert names(folder) == ["只读.xlsx", "自评表.xlsx"]
    assert readonly.read_bytes() == b""


def test_a_full_disk_leaves_nothing_half_written(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = source.with_name("回填.xlsx")
    target.write_text("旧")
    data = edited(source)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="磁盘已满"):
        save_book(data, target, source=source)
    assert target.read_text() == "旧"
    assert names(source.parent) == ["回填.xlsx", "自评表.xlsx"]


def test_a_workbook_with_macros_keeps_them_and_its_suffix(tmp_path: Path) -> None:
    made = parts(CELLS)
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    source = tmp_path / "宏.xlsm"
    source.write_bytes(zipped({**made, "xl/vbaProject.bin": bytes(range(256)) * 9}))
    data = edited(source)
    with pytest.raises(UserError, match=r"应以 \.xlsm 结尾"):
        save_book(data, tmp_path / "果.xlsx", source=source)
    save_book(data, tmp_path / "果.xlsm", source=source)
    assert unzipped((tmp_path / "果.xlsm").read_bytes())["xl/vbaProject.bin"] == (
        bytes(range(256)) * 9)


def test_content_decides_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "改名.xls"
    path.write_bytes(ORIGINAL)
    assert save_book(edited(path), path, source=path, in_place=True) == tmp_path / "改名.备份-1.xls"
    assert value(path) == 2


def test_a_new_book_needs_no_source(tmp_path: Path) -> None:
    save_book(book(CELLS), tmp_path / "新.xlsx")
    assert value(tmp_path / "新.xlsx") == 1


def test_a_file_that_changed_since_it_was_read_is_not_replaced(source: Path) -> None:
    data = edited(source)
    changed = zipped(parts(CELLS.replace("<v>1</v>", "<v>9</v>")))
    source.write_bytes(changed)
    with pytest.raises(UserError, match="在处理期间被别的程序改过"):
        save_book(data, source, source=source, in_place=True)
    assert source.read_bytes() == changed
    assert names(source.parent) == ["自评表.xlsx"]


def test_a_passing_sharing_violation_is_waited_out(
        source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, tries = Path.replace, []

    def busy(path: Path, target: Path) -> Path:
        tries.append(path)
        if len(tries) < 3:
            raise PermissionError(13, "sharing violation", str(target))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", busy)
    backup = save_book(edited(source), source, source=source, in_place=True)
    assert value(source) == 2
    assert backup is not None
    assert backup.read_bytes() == ORIGINAL


def test_a_lasting_one_leaves_nothing_behind_at_any_try(
        source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_path: Path, target: Path) -> Path:
        raise PermissionError(13, "sharing violation", str(target))

    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr(saving, "_PAUSES", (0.0,))
    for _ in range(3):
        with pytest.raises(UserError, match="正被别的程序占用"):
            save_book(edited(source), source, source=source, in_place=True)
    assert names(source.parent) == ["自评表.xlsx"]
    assert source.read_bytes() == ORIGINAL


def test_what_a_killed_run_left_is_swept_and_what_is_being_written_stays(source: Path) -> None:
    left = source.with_name(".pe-0123456789ab.tmp")
    left.write_bytes(b"PK")
    os.utime(left, (0, 0))
    with saving._beside(source) as (held, _):
        save_book(edited(source), source.with_name("回填.xlsx"), source=source)
        assert names(source.parent) == sorted([held.name, "回填.xlsx", "自评表.xlsx"])


def test_a_name_as_long_as_the_system_takes_is_saved_and_backed_up(source: Path) -> None:
    long = source.with_name("长" * 83 + ".xlsx")
    source.rename(long)
    backup = save_book(edited(long), long, source=long, in_place=True)
    assert value(long) == 2
    assert backup is not None
    assert backup.read_bytes() == ORIGINAL
    assert backup.name.endswith(".备份-1.xlsx")
