"""pe new: a blank is nobody's in particular, passes its own audit, and is printed for the year asked
for; what is only for reference is used by whoever names it and accuses nobody."""

from pathlib import Path

import openpyxl
import pytest

from addin.library.form_map import PUBLISHED, form_folder
from addin.library.library import Library
from scoring.rulefile.document import parse_document
from tests.cli.runs import pe

BLANKS = [each.id for each in Library().all() if each.form]
PUBLISHED_IDS = [each for each in BLANKS
                 if (form_folder(Library().get(each).form) / PUBLISHED).is_file()]
UNFILLED = {"input-missing", "judgement-open", "rows-empty", "name-missing", "actual-missing",
            "target-missing", "reading", "form-unscored", "total-missing", "ruleset-chosen",
            "funds-missing"}
"""What may be said of a form that nobody has filled in yet."""


def texts(file: Path) -> list[str]:
    return [str(cell.value) for row in openpyxl.load_workbook(file).worksheets[0].iter_rows()
            for cell in row if cell.value is not None]


@pytest.mark.parametrize("ruleset_id", BLANKS)
def test_a_blank_passes_its_own_audit(ruleset_id: str, tmp_path: Path) -> None:
    file = tmp_path / "空白.xlsx"
    assert pe("new", ruleset_id, "-o", file).code == 0
    run = pe("audit", file, "--json")
    assert run.code == 0
    assert {each["code"] for each in run.form["findings"]} <= UNFILLED


@pytest.mark.parametrize("ruleset_id", PUBLISHED_IDS)
def test_a_blank_holds_nothing_of_the_unit_whose_form_was_published(ruleset_id: str,
                                                                    tmp_path: Path) -> None:
    """No name of the unit, no row that it wrote itself, no figure."""
    ruleset = Library().get(ruleset_id)
    published = parse_document(
        (form_folder(ruleset.form) / PUBLISHED).read_text("utf-8")).data
    file = tmp_path / "空白.xlsx"
    assert pe("new", ruleset_id, "-o", file).code == 0
    shown = texts(file)
    catalogue = {name for indicator in ruleset.indicators for name in indicator.path}
    own = {row["levels"][-1] for row in published["rows"]} - catalogue - {"", "服务对象满意度"}
    assert own.isdisjoint(shown)
    assert not any("住房" in text or "住建" in text or "服务中心" in text for text in shown)
    wrote = {str(row.get(role, "")) for row in published["rows"] for role in ("target", "actual", "reason")}
    assert (wrote - {"", "/", "—"}).isdisjoint(shown)


def test_a_sample_holds_what_the_blank_leaves_to_the_unit(tmp_path: Path) -> None:
    for name, known in (("chayu", "察隅县住房和城乡建设局部门绩效评价指标体系评分表"),
                        ("jiangning", "房屋安全鉴定管理")):
        file = tmp_path / f"{name}.xlsx"
        assert pe("sample", name, "-o", file).code == 0
        assert known in texts(file)


@pytest.mark.parametrize(("ruleset_id", "printed"), [
    ("lukou", "（2025年度）"), ("national", "（2025年度）"), ("department", "（2025年度）")])
def test_a_blank_is_printed_for_another_year(ruleset_id: str, printed: str, tmp_path: Path) -> None:
    file = tmp_path / "空白.xlsx"
    run = pe("new", ruleset_id, "--year", "2025", "-o", file)
    assert run.code == 0
    assert ("没有2025年度的评分办法" in run.out) == (ruleset_id == "lukou")
    assert printed in "".join(texts(file))
    assert pe("audit", file, "--json").form["year"] == 2025


def test_the_rules_of_the_year_are_taken_where_there_are_some(tmp_path: Path) -> None:
    folder = tmp_path / "430212"
    folder.mkdir()
    (folder / "2025.yaml").write_text(
        "id: 430212/2025\ntitle: 渌口2025\nplace: 株洲市渌口区\nyear: 2025\nscope: 部门整体支出\n"
        "extends: 430212/2023\n", "utf-8")
    run = pe("new", "430212/2023", "--year", "2025", "-o", tmp_path / "表.xlsx",
             "--rulesets", tmp_path)
    assert run.code == 0
    assert "（渌口2025）" in run.out


def filled(file: Path, target: str, actual: str, score: int) -> Path:
    """A project's form with one costly indicator, which nobody's rules are printed for."""
    assert pe("new", "national", "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "三级指标")
    for offset, value in enumerate(("补助标准", target, actual, 10, score)):
        sheet.cell(head.row + 1, head.column + offset).value = value
    book.save(file)
    return file


@pytest.mark.parametrize(("actual", "points"), [
    ("100元", "10.00"), ("125元", "7.50"), ("199元", "0.10"), ("200元", "0.00"), ("300元", "0.00")])
def test_the_system_s_way_is_used_by_whoever_names_it(actual: str, points: str,
                                                      tmp_path: Path) -> None:
    file = filled(tmp_path / "表.xlsx", "≤100元", actual, 10)
    scored = pe("audit", file, "--ruleset", "一体化", "--json").form
    award = next(each for each in scored["awards"] if each["indicator"] == "补助标准")
    assert award["score"] == points
    assert {each["severity"] for each in scored["findings"]
            if each["message"].startswith("补助标准")} <= {"warning", "note"}
    usual = pe("audit", file, "--json").form
    assert usual["ruleset"]["id"] == "national/2020"


def test_what_is_for_reference_is_never_chosen_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "表.xlsx"
    assert pe("new", "department", "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["D3"] = "某县一体化系统中心"
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(file)
    assert pe("audit", file, "--json").form["ruleset"]["id"] == "national/2020"
