"""Bad input: one clear Chinese message, exit code 2, no traceback, nothing written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from addin.xlam.compound import compound_file
from tests.cli.runs import Run, parts, pe, with_parts, with_sheet_xml

FORM_PART = "xl/worksheets/sheet1.xml"
Maker = Callable[[Path, Path], object]
"""Makes a bad file out of the good one."""


def truncated(good: Path, bad: Path) -> None:
    bad.write_bytes(good.read_bytes()[:-400])


def bomb(good: Path, bad: Path) -> None:
    with ZipFile(bad, "w", ZIP_DEFLATED) as archive:
        for name, content in parts(good).items():
            archive.writestr(name, content)
        with archive.open("xl/media/image1.png", "w") as member:
            for _ in range(300):
                member.write(bytes(1 << 20))


def entities(good: Path, bad: Path) -> None:
    xml = parts(good)[FORM_PART].decode()
    declared = xml.replace("<worksheet", '<!DOCTYPE w [<!ENTITY a "哈">]><worksheet', 1)
    with_parts(good, bad, {FORM_PART: declared.replace("附件1", "&a;").encode()})


def another_form(good: Path, bad: Path) -> None:
    xml = parts(good)[FORM_PART].decode()
    for header in ("级指标", "指标值", "完成值", "分值", "得分", "分析"):
        xml = xml.replace(header, "事项")
    with_parts(good, bad, {FORM_PART: xml.encode()})


def missing_column(good: Path, bad: Path) -> None:
    with_sheet_xml(good, bad, "实际完成值\n(B)", "另一栏")


def broken_xml(good: Path, bad: Path) -> None:
    with_parts(good, bad, {FORM_PART: parts(good)[FORM_PART][:-40]})


BAD: list[tuple[str, Maker, str]] = [
    ("不是工作簿", lambda _, bad: bad.write_text("姓名,得分\n"), "不是 Excel 工作簿"),
    ("空文件", lambda _, bad: bad.write_bytes(b""), "文件是空的"),
    ("截断的压缩包", truncated, "不完整或已损坏"),
    ("压缩炸弹", bomb, "压缩炸弹"),
    ("XML实体", entities, "XML 实体"),
    ("坏的XML", broken_xml, "不是正确的 XML"),
    ("加密", lambda _, bad: bad.write_bytes(compound_file({"EncryptedPackage": bytes(5_000)})),
     "文件已加密"),
    ("不存在", lambda _, bad: None, "文件不存在"),
    ("文件夹", lambda _, bad: bad.mkdir(), "文件夹"),
    ("不认识的表", another_form, "没有找到可识别的自评表"),
    ("缺一栏", missing_column, "缺少“实际完成值”列"),
]


def refused(run: Run, said: str) -> None:
    """One message on the error stream, Chinese, and nothing else."""
    assert run.code == 2
    assert run.out == ""
    assert said in run.err
    assert "Traceback" not in run.err
    assert re.search(r"[\u4e00-\u9fff]", run.err)


@pytest.mark.parametrize(("make", "said"), [pytest.param(make, said, id=name)
                                            for name, make, said in BAD])
def test_a_bad_file_is_refused(make: Maker, said: str, published: Path, tmp_path: Path) -> None:
    source, folder = tmp_path / "自评表.xlsx", tmp_path / "输出"
    folder.mkdir()
    make(published, source)
    for run in (pe("audit", source), pe("explain", source),
                pe("fill", source, "-o", folder / "回填.xlsx", "--ruleset", "huaxi")):
        refused(run, said)
        assert run.err.count(str(source)) == 1, "the file is named, once"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("make", "said"), [pytest.param(make, said, id=name)
                                            for name, make, said in BAD[:-2]])
def test_nothing_is_drafted_from_a_bad_file(make: Maker, said: str, published: Path,
                                            tmp_path: Path) -> None:
    source, target = tmp_path / "官方表.xlsx", tmp_path / "评分办法.xlsx"
    make(published, source)
    run = pe("rules", "draft", source, "-o", target)
    refused(run, said)
    assert run.err.count(source.name) == 1, "the file is named, once"
    assert not target.exists()


@pytest.mark.parametrize("verb", ["audit", "fill", "report"])
def test_a_refusal_is_a_line_of_json_too(verb: str, published: Path, tmp_path: Path) -> None:
    source = tmp_path / "自评表.xlsx"
    missing_column(published, source)
    target = tmp_path / ("出.docx" if verb == "report" else "出.xlsx")
    more = () if verb == "audit" else ("-o", target)
    run = pe(verb, source, *more, "--json")
    told = json.loads(run.out)
    assert run.code == 2
    assert (told["schema"], told["file"]) == ("pe-refusal/1", str(source))
    assert told["missing"] == ["实际完成值"]
    assert "一级指标" in told["found"]
    assert told["reason"] in run.err


def test_what_was_looked_for_is_told(published: Path, tmp_path: Path) -> None:
    another_form(published, tmp_path / "别的.xlsx")
    said = pe("audit", tmp_path / "别的.xlsx").err
    for header in ("年度指标值", "实际完成值", "分值", "得分"):
        assert header in said


@pytest.mark.parametrize("verb", ["fill", "new", "sample"])
def test_an_unknown_ruleset_is_refused(verb: str, published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "输出"
    folder.mkdir()
    target = folder / "表.xlsx"
    run = (pe("fill", published, "-o", target, "--ruleset", "123456") if verb == "fill"
           else pe(verb, "123456", "-o", target))
    refused(run, "没有评分办法“123456”，现有：")
    assert "520111/2023（贵阳市花溪区）" in run.err
    assert list(folder.iterdir()) == []


def test_the_unknown_ruleset_is_told_once_for_many_files(published: Path) -> None:
    run = pe("audit", published, published, "--ruleset", "123456")
    refused(run, "没有评分办法“123456”")
    assert len(run.err.splitlines()) == 1


def targets(folder: Path) -> list[tuple[Path, str]]:
    readonly = folder / "只读.xlsx"
    readonly.write_bytes(b"")
    readonly.chmod(0o444)
    (folder / ".~lock.开着.xlsx#").write_text("")
    (folder / "~$也开着.xlsx").write_text("")
    return [(folder / "无此夹" / "表.xlsx", "文件夹不存在"), (folder, "这是文件夹"),
            (readonly, "只读"), (folder / "表.xls", "应以 .xlsx 结尾"),
            (folder / "开着.xlsx", "正在别处打开"), (folder / "也开着.xlsx", "正在别处打开")]


def test_a_target_that_can_not_be_written_is_refused(emptied: Path, tmp_path: Path) -> None:
    cases = targets(tmp_path)
    before = sorted(tmp_path.iterdir())
    for target, said in cases:
        refused(pe("fill", emptied, "-o", target), said)
        refused(pe("new", "huaxi", "-o", target), said)
        refused(pe("sample", "huaxi", "-o", target), said)
    assert sorted(tmp_path.iterdir()) == before


def test_in_place_on_a_workbook_open_elsewhere_is_refused(emptied: Path, tmp_path: Path) -> None:
    form = tmp_path / "自评表.xlsx"
    form.write_bytes(emptied.read_bytes())
    (tmp_path / "~$自评表.xlsx").write_text("")
    refused(pe("fill", form, "--in-place"), "正在别处打开")
    assert form.read_bytes() == emptied.read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_stuffed_sheet_is_scored_all_the_same(published: Path, tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}"><v>{n}</v></c></row>'
                   for n in range(29, 100_029))
    stuffed = with_sheet_xml(published, tmp_path / "灌满.xlsx", "</sheetData>", f"{rows}</sheetData>")
    assert pe("audit", stuffed, "--json").form["total"] == "95.9"
