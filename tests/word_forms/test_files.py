"""Word forms as files: what is kept, what is refused, and the next step where nothing can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from addin.books.docx.closed import DocxBook
from addin.books.files import open_book
from addin.xlam.compound import compound_file
from tests.cli.runs import parts, pe, with_parts
from tests.word_forms import packages
from tests.word_forms.conftest import Seed
from tests.word_forms.making import TABLE
from tests.word_forms.packages import DOCUMENT, SETTINGS, content, paragraph, table

WHOLE_ROW = '<w:gridSpan w:val="5"/>'
LUKOU = ("--ruleset", "lukou")


@pytest.fixture
def empty(seeds: dict[str, Seed], tmp_path: Path) -> Path:
    """渌口's form with an empty 得分 column."""
    return seeds["lukou"].emptied(tmp_path / "空")[1]


def test_in_place_keeps_a_backup(empty: Path) -> None:
    before = empty.read_bytes()
    run = pe("fill", empty, "--in-place", *LUKOU)
    backup = empty.with_name("lukou.备份-1.docx")
    assert f"原文件备份为 {backup}" in run.out
    assert backup.read_bytes() == before
    assert open_book(empty).grid(TABLE).at(14, 8).value == 5
    assert empty.with_name("lukou-评分依据.xlsx").is_file()


def test_only_the_cells_of_the_body_change(empty: Path, tmp_path: Path) -> None:
    pe("fill", empty, "-o", tmp_path / "回填.docx", *LUKOU)
    before, after = parts(empty), parts(tmp_path / "回填.docx")
    assert [name for name in before if before[name] != after[name]] == [DOCUMENT]
    assert list(before) == list(after)
    cells = re.compile(rb"<w:tc>.*?</w:tc>", re.DOTALL)
    old, new = before[DOCUMENT], after[DOCUMENT]
    assert cells.split(old) == cells.split(new)
    changed = [one for one, other in zip(cells.findall(old), cells.findall(new), strict=True)
               if one != other]
    assert len(changed) == 7, "the execution rate and six quantities; judgements stay open"
    assert not any(b"<w:t>" in one for one in changed)


def test_the_same_input_gives_the_same_bytes(empty: Path, tmp_path: Path) -> None:
    for name in ("一", "二"):
        pe("fill", empty, "-o", tmp_path / f"{name}.docx", *LUKOU)
    for kind in (".docx", "-评分依据.xlsx"):
        assert (tmp_path / f"一{kind}").read_bytes() == (tmp_path / f"二{kind}").read_bytes()


def test_a_filed_score_stays_until_it_may_be_overwritten(seeds: dict[str, Seed],
                                                         tmp_path: Path) -> None:
    source, target = seeds["lukou"].document, tmp_path / "回填.docx"
    kept = pe("fill", source, "-o", target, *LUKOU)
    assert "全年预算数 表1!H20：5 → 1.43  未改" in kept.out
    assert parts(source)[DOCUMENT] == parts(target)[DOCUMENT]
    pe("fill", source, "-o", target, "--overwrite", *LUKOU)
    assert str(open_book(target).grid(TABLE).at(20, 8).value) == "143/100"


def test_a_proposal_is_known_again_by_the_basis_beside(empty: Path, tmp_path: Path) -> None:
    filled, alone = tmp_path / "回填.docx", tmp_path / "只有表.docx"
    pe("fill", empty, "-o", filled, "--propose", *LUKOU)
    alone.write_bytes(filled.read_bytes())
    verdicts = [{award["verdict"] for award in pe("audit", path, "--json", *LUKOU).form["awards"]}
                for path in (filled, alone)]
    assert ["proposed" in each for each in verdicts] == [True, False]


def test_a_basis_of_ours_is_renewed_and_no_other_file_is_overwritten(empty: Path,
                                                                     tmp_path: Path) -> None:
    target, beside = tmp_path / "回填.docx", tmp_path / "回填-评分依据.xlsx"
    assert pe("fill", empty, "-o", target, *LUKOU).code < 2
    assert pe("fill", empty, "-o", target, *LUKOU).code < 2
    before = target.read_bytes()
    pe("sample", "huaxi", "-o", tmp_path / "别人的.xlsx")
    beside.write_bytes((tmp_path / "别人的.xlsx").read_bytes())
    run = pe("fill", empty, "-o", target, *LUKOU, "--propose")
    assert run.code == 2
    assert "已有文件 回填-评分依据.xlsx，不是本程序所存" in run.err
    assert target.read_bytes() == before


@pytest.mark.parametrize(("name", "said"), [("表.xlsx", "应以 .docx 结尾"), ("无/表.docx", "文件夹不存在")])
def test_a_document_is_stored_as_a_document(empty: Path, tmp_path: Path, name: str,
                                            said: str) -> None:
    run = pe("fill", empty, "-o", tmp_path / name, *LUKOU)
    assert run.code == 2
    assert said in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["空"]


def test_a_protected_document_is_named_and_not_unprotected(empty: Path, tmp_path: Path) -> None:
    settings = parts(empty)[SETTINGS].replace(
        b"</w:settings>", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>')
    shut, target = with_parts(empty, tmp_path / "护.docx", {SETTINGS: settings}), tmp_path / "回填.docx"
    run = pe("fill", shut, "-o", target, *LUKOU)
    assert "预算执行率 表1!I3：空 → 10.00  未写（文档限制编辑，或不在表格里）" in run.out
    assert "限制编辑，表1!I3、" in run.out
    assert parts(target) == parts(shut)


def broken(change: Callable[[bytes], bytes]) -> Callable[[Path, Path], object]:
    return lambda good, bad: with_parts(good, bad, {DOCUMENT: change(parts(good)[DOCUMENT])})


def cut(good: Path, bad: Path) -> None:
    bad.write_bytes(good.read_bytes()[:-300])


def bomb(good: Path, bad: Path) -> None:
    with ZipFile(bad, "w", ZIP_DEFLATED) as archive:
        for name, held in parts(good).items():
            archive.writestr(name, held)
        with archive.open("word/media/image1.png", "w") as member:
            for _ in range(300):
                member.write(bytes(1 << 20))


def holding(held: bytes) -> Callable[[Path, Path], object]:
    return lambda _, bad: bad.write_bytes(held)


BAD = {
    "截断": (cut, "不完整或已损坏"),
    "压缩炸弹": (bomb, "压缩炸弹"),
    "坏的XML": (broken(lambda xml: xml[:-60]), "不是正确的 XML"),
    "XML实体": (broken(lambda xml: xml.replace(
        b"<w:document", b'<!DOCTYPE w [<!ENTITY a "a">]><w:document', 1)), "XML 实体"),
    "没有正文": (broken(lambda _: b'<w:document xmlns:w="x"/>'), "没有表格"),
    "没有表格": (holding(content(paragraph("绩效自评报告"))), "没有表格"),
    "别的表": (holding(content(table(["姓名", "电话"]))), "没有找到可识别的自评表"),
    "旧版Word": (holding(compound_file({"WordDocument": bytes(5_000)})), "另存为 .docx"),
    "加密": (holding(compound_file({"EncryptedPackage": bytes(5_000)})), "文件已加密"),
    "PDF": (holding(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "可编辑的原件（.xlsx 或 .docx）"),
    "PNG": (holding(b"\x89PNG\r\n\x1a\n" + bytes(64)), "这是图片"),
    "JPEG": (holding(b"\xff\xd8\xff\xe0" + bytes(64)), "这是图片"),
    "RTF": (holding(rb"{\rtf1\ansi}"), "另存为 .docx"),
    "网页": (holding(b'<html xmlns:w="urn:schemas-microsoft-com:office:word">'), "另存为 .docx"),
    "Word2003的XML": (holding(b'<w:wordDocument xmlns:w='
                             b'"http://schemas.microsoft.com/office/word/2003/wordml"/>'),
                      "另存为 .docx"),
}


@pytest.mark.parametrize(("make", "said"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("suffix", [".docx", ".doc"])
def test_what_cannot_be_read_is_refused_with_the_next_step(
        make: Callable[[Path, Path], object], said: str, suffix: str, seeds: dict[str, Seed],
        tmp_path: Path) -> None:
    source, folder = tmp_path / f"自评表{suffix}", tmp_path / "输出"
    folder.mkdir()
    make(seeds["lukou"].document, source)
    for run in (pe("audit", source), pe("explain", source),
                pe("fill", source, "-o", folder / "回填.docx"),
                pe("report", source, "-o", folder / "报告.docx")):
        assert (run.code, run.out) == (2, "")
        assert said in run.err
        assert "Traceback" not in run.err
        assert run.err.count(str(source)) == 1
    assert list(folder.iterdir()) == []


def test_a_word_document_is_known_by_its_content(seeds: dict[str, Seed], tmp_path: Path) -> None:
    named = tmp_path / "自评表.xlsx"
    named.write_bytes(seeds["lukou"].document.read_bytes())
    assert pe("audit", named, "--json").form["sheet"] == TABLE


def test_a_form_among_other_tables_is_found(tmp_path: Path, seeds: dict[str, Seed]) -> None:
    """察隅's report has a table of its own before the form's, with the scores in short."""
    xml = parts(seeds["chayu"].document)[DOCUMENT].decode()
    title = f"<w:tr>{packages.cell('表1  评价结果简表', WHOLE_ROW)}</w:tr>"
    other = table(title, ["序号", "一级指标名称", "标准分值", "实际得分", "备注"],
                  ["1", "投入", "15", "9.25", ""], ["2", "过程", "55", "48.00", ""],
                  ["3", "产出", "15", "12.58", ""], ["4", "效果", "15", "13.97", ""],
                  ["合计", "", "100", "83.80", ""]) + paragraph("三、部门整体支出绩效评价分析")
    both = with_parts(seeds["chayu"].document, tmp_path / "报告.docx",
                      {DOCUMENT: xml.replace("<w:body>", f"<w:body>{other}", 1).encode()})
    form = pe("audit", both, "--ruleset", "chayu", "--json").form
    assert (form["sheet"], len(form["awards"])) == ("表2", 33)


def test_documents_with_macros_and_templates_keep_their_suffix() -> None:
    kinds = {"vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
             "vnd.openxmlformats-officedocument.wordprocessingml.template": ".dotx",
             "vnd.ms-word.document.macroEnabled": ".docm",
             "vnd.ms-word.template.macroEnabledTemplate": ".dotm"}
    for kind, suffix in kinds.items():
        held = packages.zipped(packages.parts(table(["甲"]), kind=f"application/{kind}.main+xml"))
        assert DocxBook.read(held, "试").suffix == suffix


def test_a_report_is_made_from_a_word_form(seeds: dict[str, Seed], tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"
    run = pe("report", seeds["lukou"].document, "-o", target, "--draft", *LUKOU)
    assert run.err == ""
    text = re.sub(rb"<[^>]+>", b"", parts(target)[DOCUMENT]).decode()
    for said in ("部门整体支出绩效自评表", "株洲市渌口区住房和城乡建设局", "17511.79", "群众满意度"):
        assert said in text


def test_materials_for_a_word_form_lie_beside_it(seeds: dict[str, Seed], tmp_path: Path) -> None:
    target = tmp_path / "新.docx"
    run = pe("report", seeds["lukou"].document, "-o", target, "--materials", *LUKOU)
    assert run.err == ""
    assert f"“报告素材”表在 {tmp_path / '新-报告素材.xlsx'}，请填这个文件" in run.out
    assert open_book(tmp_path / "新-报告素材.xlsx").sheets == ("报告素材",)
    assert parts(target) == parts(seeds["lukou"].document)


def test_who_files_in_word_is_told_what_to_hand_in(seeds: dict[str, Seed],
                                                   tmp_path: Path) -> None:
    run = pe("export", seeds["lukou"].document, "-o", tmp_path / "上报.xlsx")
    assert run.code == 2
    assert "核对过的 .docx 本身只有数值，直接上报" in run.err
    assert not (tmp_path / "上报.xlsx").exists()


def test_a_folder_stands_for_its_word_forms_too(seeds: dict[str, Seed], tmp_path: Path) -> None:
    """Not for a report without a table, nor for what lies beside a form."""
    pe("fill", seeds["lukou"].document, "-o", tmp_path / "乙.docx", *LUKOU)
    (tmp_path / "甲.xlsx").write_bytes(seeds["lukou"].workbook.read_bytes())
    (tmp_path / "乙-报告.docx").write_bytes(content(paragraph("绩效自评报告")))
    (tmp_path / "~$乙.docx").write_text("别处打开着")
    assert (tmp_path / "乙-评分依据.xlsx").is_file()
    run = pe("audit", tmp_path, "--json")
    assert run.err == ""
    assert [Path(form["file"]).name for form in run.forms] == ["乙.docx", "甲.xlsx"]
    cut(seeds["lukou"].document, tmp_path / "丙.docx")
    assert "丙.docx：文件不完整或已损坏" in pe("audit", tmp_path).err
