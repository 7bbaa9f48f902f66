"""The package: the same bytes each time, whole, and with the one setting."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from addin.xlam.build import build, build_to, modules
from addin.xlam.settings import read_settings

RELATIONSHIPS = {
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility":
        "customUI/customUI.xml",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility":
        "customUI/customUI14.xml",
}


@pytest.fixture(scope="module")
def archive() -> ZipFile:
    return ZipFile(BytesIO(build()))


def test_building_twice_gives_the_same_sha256(tmp_path) -> None:
    assert build_to(tmp_path / "a" / "1.xlam") == build_to(tmp_path / "2.xlam")


def test_nothing_in_the_zip_tells_when_where_or_with_what_it_was_built(archive: ZipFile) -> None:
    for member in archive.infolist():
        assert member.date_time == (1980, 1, 1, 0, 0, 0)
        assert (member.create_system, member.compress_type) == (0, ZIP_STORED)


def test_every_part_is_whole_and_declared(archive: ZipFile) -> None:
    assert archive.testzip() is None
    types = etree.fromstring(archive.read("[Content_Types].xml"))
    declared = {element.get("PartName").lstrip("/") for element in types if element.get("PartName")}
    extensions = {element.get("Extension") for element in types if element.get("Extension")}
    for name in archive.namelist():
        assert name in declared or name.rsplit(".", 1)[-1] in extensions
        if name.endswith((".xml", ".rels")):
            etree.fromstring(archive.read(name))
    assert declared <= set(archive.namelist())


def test_both_ribbons_are_related_as_office_looks_for_them(archive: ZipFile) -> None:
    related = {each.get("Type"): each.get("Target")
               for each in etree.fromstring(archive.read("_rels/.rels"))}
    assert RELATIONSHIPS.items() <= related.items()
    assert set(related.values()) <= set(archive.namelist())


def test_it_is_an_addin_with_its_own_sheets(archive: ZipFile) -> None:
    assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in archive.read(
        "[Content_Types].xml")
    names = re.findall('<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode("utf-8"))
    assert names == ["settings", "functions", "texts"]


def test_the_only_setting_is_the_interpreter() -> None:
    path = "C:\\用户 & 程序\\python.exe"
    assert read_settings(build(path)) == {"interpreter": path}


def test_what_vba_says_is_in_the_addin(archive: ZipFile) -> None:
    sheet = archive.read("xl/worksheets/sheet3.xml").decode("utf-8")
    texts = set(re.findall(r'<c r="A\d+".*?<t [^>]*>(\w+)</t>', sheet))
    source = "".join(module.source for module in modules())
    said = set(re.findall(r'Said\((?:IIf\([^,]*, )?"(\w+)"(?:, "(\w+)")?', source))
    assert {word for words in said for word in words if word} == texts
