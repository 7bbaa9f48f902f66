"""The pile's files, wherever they lie; what is built to do harm ends at a limit and is named."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from addin.desk.review import zips
from addin.desk.review.sources import Pile, Source
from tests.review.piles import put, zipped


def files(folder: Path) -> dict[str, Source]:
    return {each.file: each for each in Pile([folder])}


def test_zips_in_zips_and_names_in_gbk(tmp_path: Path) -> None:
    inner = zipped([("乡镇/甲村.xlsx", b"1")], gbk=True)
    put(tmp_path, [("a/外.zip", zipped([("里.zip", inner), ("乙.xlsx", b"2")]))])
    assert list(files(tmp_path)) == ["a/外.zip/里.zip/乡镇/甲村.xlsx", "a/外.zip/乙.xlsx"]


@pytest.mark.parametrize("name", ["模.xlsx", "2023年模板.xlsx", "自评表（终稿）.xlsx", "form.xlsx"])
@pytest.mark.parametrize("gbk", [True, False])
def test_names_as_their_authors_saw_them(name: str, gbk: bool, tmp_path: Path) -> None:
    put(tmp_path, [("包.zip", zipped([(name, b"1")], gbk=gbk))])
    assert list(files(tmp_path)) == [f"包.zip/{name}"]


@pytest.mark.parametrize("name", [
    "../../外面.xlsx", "/etc/外面.xlsx", "C:\\外面.xlsx", "..\\外面.xlsx", "./外面.xlsx"])
def test_no_name_leads_out_of_the_archive(name: str, tmp_path: Path) -> None:
    put(tmp_path, [("包.zip", zipped([(name, b"1")]))])
    (found,) = files(tmp_path)
    assert found in ("包.zip/外面.xlsx", "包.zip/etc/外面.xlsx")
    assert [path.name for path in tmp_path.rglob("*")] == ["包.zip"]


def test_a_bomb_is_not_inflated(tmp_path: Path) -> None:
    put(tmp_path, [("包.zip", zipped([("弹.xlsx", bytes(40 << 20)), ("好.xlsx", b"1")]))])
    found = files(tmp_path)
    assert "炸弹" in found["包.zip/弹.xlsx"].refused
    assert found["包.zip/弹.xlsx"].unread
    assert found["包.zip/好.xlsx"].content == b"1"


def test_what_comes_out_of_one_archive_has_a_limit(tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips._Budget, "__init__", lambda self: self.__dict__.update(
        left=25, members=100))
    inner = zipped([("c.xlsx", os.urandom(20))])
    put(tmp_path, [("包.zip", zipped([("a.xlsx", b"1" * 20), ("b.zip", inner)]))])
    found = files(tmp_path)
    assert found["包.zip/a.xlsx"].content == b"1" * 20
    assert "余下的文件没有打开" in found["包.zip/b.zip"].refused


def test_a_zip_within_zips_without_end_stops(tmp_path: Path) -> None:
    content = zipped([("底.xlsx", b"1")])
    for _ in range(6):
        content = zipped([("套.zip", content)])
    put(tmp_path, [("包.zip", content)])
    (found,) = files(tmp_path).values()
    assert "层以上" in found.refused


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    data = bytearray(zipped([("密.xlsx", b"secret")]))
    start = data.index(b"PK\1\2")
    data[start + 8:start + 10] = struct.pack("<H", 0x801)
    data[6:8] = struct.pack("<H", 0x801)
    put(tmp_path, [("包.zip", bytes(data))])
    (found,) = files(tmp_path).values()
    assert "密码" in found.refused


def test_a_member_that_is_broken_does_not_end_the_others(tmp_path: Path) -> None:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("坏.xlsx", os.urandom(300))
        archive.writestr("好.xlsx", b"1")
    data = bytearray(made.getvalue())
    data[60:80] = bytes(20)
    put(tmp_path, [("包.zip", bytes(data))])
    found = files(tmp_path)
    assert found["包.zip/坏.xlsx"].refused
    assert found["包.zip/好.xlsx"].content == b"1"


def test_an_office_file_is_no_archive() -> None:
    assert not zips.is_plain_zip(zipped([("[Content_Types].xml", b""), ("xl/workbook.xml", b"")]))
    assert zips.is_plain_zip(zipped([("word/甲.xlsx", b"")]))


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_are_not_followed_in_circles(tmp_path: Path) -> None:
    put(tmp_path / "收到", [("甲.xlsx", b"1")])
    (tmp_path / "收到" / "圈").symlink_to(tmp_path / "收到")
    found = files(tmp_path / "收到")
    assert list(found) == ["圈", "甲.xlsx"]
    assert found["圈"].unread


def test_each_file_once_however_often_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, [("a/甲.xlsx", b"1"), ("乙.xlsx", b"2")])
    named = [tmp_path, tmp_path / "a", tmp_path / "乙.xlsx", tmp_path / "*.xlsx"]
    assert [each.file for each in Pile(named)] == ["a/甲.xlsx", "乙.xlsx"]


def test_our_workbook_beside_a_document_goes_with_it(tmp_path: Path) -> None:
    from tests.cli.runs import pe
    from tests.review.making import forms

    document = dict(forms(3))["002-自评表.docx"]
    put(tmp_path, [("甲.docx", document)])
    assert pe("fill", tmp_path / "甲.docx", "-o", tmp_path / "乙.docx").code == 0
    found = files(tmp_path)
    assert list(found["乙.docx"].beside) == ["-评分依据.xlsx"]
    assert not found["甲.docx"].beside
