"""The VBA project: what olevba reads of it, and what Office demands of its names."""

from __future__ import annotations

import re
import tomllib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import olefile
import pytest
from oletools.olevba import VBA_Parser

from addin.tables.functions import FUNCTIONS
from addin.xlam.build import build, modules
from addin.xlam.module import Kind, module
from addin.xlam.obfuscation import hidden
from addin.xlam.project import vba_project
from addin.xlam.settings import XLWINGS

MODULES = {module.name: module for module in modules()}


@pytest.fixture(scope="module")
def project() -> olefile.OleFileIO:
    with ZipFile(BytesIO(build())) as archive:
        return olefile.OleFileIO(archive.read("xl/vbaProject.bin"))


def test_olevba_reads_back_the_same_sources(tmp_path) -> None:
    path = tmp_path / "built.xlam"
    path.write_bytes(build())
    parser = VBA_Parser(str(path))
    read = {stream.removeprefix("VBA/"): code for _, stream, _, code in parser.extract_all_macros()}
    parser.close()
    # olevba shows no attribute lines and joins the lines again with its own ends.
    assert {name: without_attributes(code) for name, code in read.items()} == {
        name: without_attributes(each.source) for name, each in MODULES.items()}


def without_attributes(source: str) -> list[str]:
    return [line for line in source.splitlines() if not line.startswith("Attribute ") and line]


def test_the_sources_lie_in_the_streams_byte_for_byte(project: olefile.OleFileIO) -> None:
    from addin.xlam.compression import decompress

    for name, each in MODULES.items():
        stream = project.openstream(["VBA", name]).read()
        assert decompress(stream) == each.source.encode("ascii")


def test_no_compiled_code_is_left(project: olefile.OleFileIO) -> None:
    """Version FFFF: every Office compiles the source it is shown, nothing else."""
    assert project.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")


def test_the_project_lists_every_module(project: olefile.OleFileIO) -> None:
    listed = project.openstream("PROJECT").read().decode("ascii").split("\r\n")
    assert [line for line in listed if line.startswith(("Module=", "Class=", "Document="))] == [
        f"{each.kind.value}={name}" + "/&H00000000" * (each.kind is Kind.DOCUMENT)
        for name, each in MODULES.items()]


def test_document_modules_are_named_as_the_workbook_says() -> None:
    with ZipFile(BytesIO(build())) as archive:
        xml = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    code_names = re.findall(r'codeName="(\w+)"', xml.decode("utf-8"))
    documents = [name for name, each in MODULES.items() if each.kind is Kind.DOCUMENT]
    assert sorted(documents) == sorted(code_names)


@pytest.mark.parametrize(("data", "published"), [
    (bytes(4), "5D5F8AADDAA8DEA8DEA8DEA8DE"),
    (b"\x00", "5D5F8AADDAADDBADDBAD"),
    (b"\xff", "5D5F8AADDAADDBADDB52"),
])
def test_hidden_fields_are_those_that_office_reads(data: bytes, published: str) -> None:
    """xlwings' own add-in opens in Excel: what is read from its fields is read from ours."""
    project_id = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
    assert revealed(published, project_id) == data
    assert revealed(hidden(data, project_id), project_id) == data
    assert revealed(hidden(data, project_id, seed=0x5D), project_id) == data


def revealed(field: str, project_id: str) -> bytes:
    """MS-OVBA 2.4.3.3, written from the other side."""
    seed, version, key, *rest = bytes.fromhex(field)
    assert seed ^ version == 2
    assert seed ^ key == sum(project_id.encode()) % 256
    before, last, plain = version, key, seed ^ key
    read = []
    for byte in rest:
        plain = byte ^ (before + plain) % 256
        read.append(plain)
        before, last = last, byte
    read = read[(seed & 6) // 2:]
    assert int.from_bytes(bytes(read[:4]), "little") == len(read) - 4
    return bytes(read[4:])


def test_a_source_that_is_not_ascii_is_refused() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        module('Attribute VB_Name = "A"\nMsgBox "得分"\n')


def test_a_source_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="VB_Name"):
        vba_project([module("Option Explicit\n")])


def test_the_declarations_keep_xlwings_notice_and_name_the_dll_of_its_version() -> None:
    source = MODULES["PythonHost"].source
    assert "distributed under a BSD 3-clause license" in source
    assert "Copyright (C) 2014-present, Zoomer Analytics LLC." in source
    assert set(re.findall(r"xlwings\d\d-([\d.]+)\.dll", source)) == {XLWINGS}


def test_the_dll_is_of_the_xlwings_that_is_installed_with_us() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text("utf-8"))
    assert f"xlwings=={XLWINGS}" in project["project"]["dependencies"]


PROCEDURE = re.compile(
    r"^(?:(Public|Private|Friend) )?(?:Static )?(?:Sub|Function|Property \w+) (\w+)\((.*)\)", re.M)
CALLBACKS = {"RibbonLoaded", "RunCommand", "RunOnFolder", "MenuContent", "CanRun", "UndoScores"}


def test_nothing_else_is_public_and_nothing_takes_a_text_to_run(tmp_path: Path) -> None:
    """What olevba reads: workbooks and their formulas can call the public procedures of modules."""
    path = tmp_path / "built.xlam"
    path.write_bytes(build())
    parser = VBA_Parser(str(path))
    public = {}
    for _, stream, _, code in parser.extract_all_macros():
        if MODULES[stream.removeprefix("VBA/")].kind is not Kind.CLASS:
            public |= {name: arguments for seen, name, arguments in PROCEDURE.findall(code)
                       if seen != "Private"}
    parser.close()
    assert public.keys() == {each.name for each in FUNCTIONS} | CALLBACKS
    assert {name: public[name] for name in CALLBACKS} == {
        "RibbonLoaded": "ribbon As Object", "RunCommand": "control As Object",
        "RunOnFolder": "control As Object",
        "CanRun": "control As Object, ByRef enabled As Variant", "UndoScores": "",
        "MenuContent": "control As Object, ByRef content As Variant"}


def test_nothing_of_ours_starts_a_shell_or_runs_a_text() -> None:
    code = "\n".join(line.partition("'")[0] for each in MODULES.values()
                     for line in each.source.splitlines() if not line.startswith("Attribute"))
    for word in (r"\bShell\b", "WScript", "CreateObject", r"cmd\.exe", "Application.Run", r"\bEvaluate\b",
                 r"\.Exec\b", r"\.Eval\b", "OnTime"):
        assert not re.search(word, code, re.I), word
    declared = re.findall(r"Declare PtrSafe Function (\w+)", code)
    assert set(declared) == {"XLPyDLLActivateAuto", "LoadLibraryW", "GetFileAttributesW", "GetACP",
                             "MessageBoxW"}
    assert len(declared) == len(re.findall(r"Private Declare PtrSafe Function", code))


def test_no_class_can_be_made_by_another_project() -> None:
    for each in MODULES.values():
        if each.kind is Kind.CLASS:
            assert "Attribute VB_Exposed = False" in each.source
            assert "Attribute VB_Creatable = False" in each.source
