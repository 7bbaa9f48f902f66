"""pe rules draft: what official forms print becomes rows; nothing is read wrong; last year's work stays."""

import re
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from tests.cli.runs import pe
from tests.manual.given import OWN_FIGURES, official, official_document
from tests.manual.given import TITLE as OFFICIAL
from tests.rulebook.drafts import beside
from tests.wild.making import parse_document

HEAD = ("一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准")
ROWS = (
    ("产出", "数量", "培训完成率", "10", "培训完成率=完成数/计划数×100%",
     "≥95%得10分，80%(含)-95%得6分，低于80%不得分。"),
    ("产出", "质量", "资料完整性", "5", "", "①资料完整，得3分；②报送及时，得2分。"),
    ("管理", "资金", "资金合规性", "5", "", "视情况酌情扣分，且排名靠后的另扣。"),
    ("满意度", "满意度", "群众满意度", "10", "", ""),
)


@pytest.mark.parametrize(("ruleset_id", "at_least"), [
    ("540425/2021", 0.85), ("320115/2024", 0.8), ("440117/2022", 0.6)])
def test_a_draft_says_what_a_person_wrote_of_the_same_form(ruleset_id: str,
                                                           at_least: float) -> None:
    found = beside(ruleset_id)
    assert found.differs == {}
    assert len(found.equal) >= at_least * found.clauses


def excel(path: Path, rows: tuple[tuple[str, ...], ...] = ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某县部门整体支出绩效评价指标体系（2025年度）"])
    for row in (HEAD, *rows, ("总分", "", "", "30", "", "")):
        sheet.append(row)
    book.save(path)
    return path


def word(path: Path) -> Path:
    document = Document()
    table = document.add_table(rows=0, cols=len(HEAD))
    for row in (HEAD, *ROWS):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def rows_of(file: Path, sheet: str = "评分办法") -> list[dict[str, str]]:
    found = openpyxl.load_workbook(file)[sheet]
    heads = [cell.value for cell in found[3]]
    return [dict(zip(heads, (cell.value or "" for cell in row), strict=True))
            for row in found.iter_rows(min_row=4) if any(cell.value for cell in row)]


@pytest.mark.parametrize("make", [excel, word])
def test_rows_clauses_and_what_was_not_read(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    form = make(tmp_path / f"表{'.xlsx' if make is excel else '.docx'}")
    file = tmp_path / "评分办法.xlsx"
    run = pe("rules", "draft", form, "-o", file)
    assert run.code == 0
    assert "共4个指标，3个印有评分标准，读懂2个" in run.out
    assert "没有读懂、请人写的：资金合规性" in run.out
    assert "没有印评分标准、由人认定的：群众满意度" in run.out
    first, second, third, last = rows_of(file)
    assert (first["一级"], first["三级"], first["分值或占比"], first["计分方式"]) == (
        "产出", "培训完成率", "10", "分档计分")
    assert first["算什么"] == "培训完成率＝完成数 ÷ 计划数"
    assert first["得分规定"].splitlines()[0] == "培训完成率≥95%，得10分；"
    assert second["得分规定"].splitlines() == ["1.资料完整，得3分", "2.报送及时，得2分"]
    assert third["评分标准原文"] == ROWS[2][5]
    assert "酌" in third["得分规定"]
    assert "没有印评分规则" in last["得分规定"]
    assert {row["核对"] for row in (first, second, third, last)} == {""}
    sheet = openpyxl.load_workbook(file)["评分办法"]
    assert [sheet.cell(row, 9).fill.fgColor.rgb[-6:] for row in (4, 5, 6, 7)] == [
        "000000", "000000", "FFF2CC", "FFF2CC"]


def titled(path: Path, *above: tuple[str, ...]) -> Path:
    """The form with these rows over its table."""
    book = openpyxl.Workbook()
    for row in (*above, HEAD, *ROWS):
        book.active.append(row)
    book.save(path)
    return path


TITLE = "云岭市青禾县部门整体支出绩效自评表"


@pytest.mark.parametrize(("above", "known"), [
    (((f"{TITLE}（2025年度）",),), ("云岭市青禾县", "2025", "青禾县")),
    (((f"附件2：2025年{TITLE}",),), ("云岭市青禾县", "2025", "青禾县")),
    (((TITLE,), ("（2025年度）",), ("2026年3月填报",)), ("云岭市青禾县", "2025", "青禾县")),
    (((TITLE,), ("（2025年度）",), ("对照2024年度",)), ("云岭市青禾县", "", "青禾县")),
    (((TITLE,), ("白石县项目支出绩效自评表",)), ("", "", "")),
    ((("部门整体支出绩效自评表",), ("（    年度）",)), ("", "", "")),
    ((("全县部门整体支出绩效评价指标体系",),), ("", "", "")),
    ((("某县部门整体支出绩效评价指标体系（2025年度）",),), ("", "2025", "")),
])
def test_what_a_form_says_without_doubt_is_known_and_all_else_is_marked(
        above: tuple[tuple[str, ...], ...], known: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "评分办法.xlsx"
    said = pe("rules", "draft", titled(tmp_path / "表.xlsx", *above), "-o", file).out
    sheet = openpyxl.load_workbook(file)["办法"]
    rows = {row[0].value: row[2] for row in sheet.iter_rows(min_row=4) if row[0].value}
    assert tuple(rows[name].value or "" for name in ("地区", "年度", "叫法")) == known
    for name, text in zip(("地区", "年度"), known, strict=False):
        assert (rows[name].fill.fgColor.rgb[-6:] == "FFF2CC") == (text == "")
        assert (name in said.partition("看不准")[2].partition("\n")[0]) == (text == "")


def test_a_draft_serves_as_it_is(tmp_path: Path) -> None:
    """Without a number written by anybody: by its file's name, or by its place among the rulesets."""
    file = tmp_path / "评分办法.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "表.xlsx"), "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    for row in book["办法"].iter_rows(min_row=4):
        if row[0].value == "分值合计":
            row[2].value = "30"
    book.save(file)
    assert pe("rules", "check", file).out.startswith(f"{file}：没有问题")
    assert pe("rules", "show", file).out.startswith("评分办法.xlsx　")
    assert "培训完成率≥95%的，得10分" in pe("rules", "show", file).out
    own = tmp_path / "办法" / "123456"
    own.mkdir(parents=True)
    moved = file.rename(own / "2025.xlsx")
    assert pe("rules", "check", moved, "--rulesets", tmp_path / "办法").code == 0
    assert re.search(r"^123456/2025 ", pe("rules", "list", "--rulesets", tmp_path / "办法").out, re.MULTILINE)


def test_the_official_workbook_is_the_blank_of_its_draft(tmp_path: Path) -> None:
    form = tmp_path / "官方表.xlsx"
    official(form)
    file, blank = tmp_path / "评分办法.xlsx", tmp_path / "空白.xlsx"
    assert pe("rules", "draft", form, "-o", file).code == 0
    assert pe("new", file, "--year", "2026", "-o", blank).out.startswith(
        f"已新建 {blank}：印的是2026年度，按《{OFFICIAL}》计分（没有2026年度的评分办法）")
    made = openpyxl.load_workbook(blank)
    assert made.sheetnames[:2] == ["自评表", "基础数据"]
    assert made["自评表"]["A2"].value == "（2026年度）"
    assert pe("audit", blank, "--ruleset", file, "--json").form["ruleset"]["id"] == "评分办法.xlsx"
    form.unlink()
    assert "没有找到表样“官方表.xlsx”" in pe("rules", "check", file).out
    assert "没有空白表（官方表.xlsx）" in pe("new", file, "-o", blank).err


FUNDS = ((TITLE,), ("（2025年度）",), ("填报单位",),
         ("资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
         ("年度资金总额", None, None, None, 10, None, None),
         (*HEAD, "年度指标值", "实际完成值", "得分"))
NOTE = ("注：1.90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。"
        "2.未得满分的须说明原因及改进措施。3.由县考评办解释。")


def test_a_blank_is_scored_by_the_rules_it_was_made_for_where_they_lie(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by their name in the folder that is worked in; a form leads to no file elsewhere."""
    official(tmp_path / "官方表.xlsx")
    file, blank = tmp_path / "评分办法.xlsx", tmp_path / "空白.xlsx"
    assert pe("rules", "draft", tmp_path / "官方表.xlsx", "-o", file).code == 0
    assert pe("new", file, "-o", blank).code == 0
    monkeypatch.chdir(tmp_path)
    assert pe("audit", blank, "--json").form["ruleset"]["id"] == file.name
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    for named in (file.name, f"../{file.name}"):
        book = openpyxl.load_workbook(blank)
        book.custom_doc_props["评分办法"].value = named
        book.save(blank)
        said = pe("audit", blank)
        assert said.code == 2
        assert f"本表是按“{named}”制作的，请指明这部评分办法：命令加 --ruleset" in said.err


def test_what_stands_around_the_rows_is_in_the_draft(tmp_path: Path) -> None:
    """The points of the funds table, the sum of the weights, the grades and reasons of the notes."""
    form, file = tmp_path / "表.xlsx", tmp_path / "评分办法.xlsx"
    book = openpyxl.Workbook()
    for row in (*FUNDS, *ROWS, ("合计", None, None, 40), (NOTE,)):
        book.active.append(row)
    book.save(form)
    said = pe("rules", "draft", form, "-o", file).out
    assert "表下的注没有读懂、请对照着改“评分办法”“办法”两张表的：由县考评办解释" in said
    assert pe("rules", "check", file).out == (
        f"{file}：没有问题（{TITLE}，列明的指标 4 个，另计预算执行率，还有 5 行没有写核对，所核出的只提请说明）\n")
    first, *_ = rows_of(file)
    assert (first["一级"], first["分值或占比"], first["出处"]) == ("〔资金表的预算执行率〕", "10", "Sheet!E5")
    assert "没有在资金表旁印出执行率怎样计分" in first["读法"]
    shown = pe("rules", "show", file).out
    for grade in ("优", "良", "中", "差"):
        assert grade in shown
    assert "得分低于分值的，须说明原因和改进措施" in shown
    again = pe("rules", "draft", form, "-o", tmp_path / "明年.xlsx", "--since", file)
    assert "与上年对照：未变5个" in again.out


def test_a_word_form_has_its_figures_in_a_workbook_beside_it(tmp_path: Path) -> None:
    form, file = tmp_path / "官方表.docx", tmp_path / "评分办法.xlsx"
    official_document(form)
    assert pe("rules", "draft", form, "-o", file).code == 0
    assert "没有配套的表样：请把单位要填的自评表（.xlsx）放在评分办法旁边" in pe("new", file, "-o", tmp_path / "空白.xlsx").err
    blank = tmp_path / "空白表.docx"
    assert "在文档旁边的工作簿里" in pe(
        "fill", form, "--ruleset", file, "--inputs", "-o", blank).out
    beside = tmp_path / "空白表-基础数据.xlsx"
    figures = openpyxl.load_workbook(beside)
    for name, value in OWN_FIGURES.items():
        ((sheet, cell),) = figures.defined_names[name].destinations
        figures[sheet][cell.replace("$", "")] = value
    figures.save(beside)
    scored = pe("audit", blank, "--ruleset", file, "--json").form
    assert {each["indicator"]: each["score"] for each in scored["awards"] if each["score"]} == {
        "在职人员控制率": "10.00", "管理制度健全性": "20.00", "重点工作办结率": "40.00", "公众满意度": "10.00"}


def test_since_last_year(tmp_path: Path) -> None:
    last, this = tmp_path / "上年.xlsx", tmp_path / "本年.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "旧.xlsx"), "-o", last).code == 0
    book = openpyxl.load_workbook(last)
    book["评分办法"]["M4"].value = "张三，2025年3月1日"
    book["评分办法"]["I4"].value = "培训完成率≥95%，得10分；培训完成率＜95%，不得分。"
    book.save(last)
    changed = (ROWS[0], ("产出", "质量", "资料完整性", "5", "", "资料完整得5分，否则不得分。"),
               ("管理", "资金", "公开情况", "5", "", "按时公开得5分，否则不得分。"), ROWS[3])
    run = pe("rules", "draft", excel(tmp_path / "新.xlsx", changed), "-o", this, "--since", last)
    assert "与上年对照：未变2个，条款改了1个，新增1个，没有了1个" in run.out
    first, second, *_ = rows_of(this)
    assert first["核对"] == "张三，2025年3月1日"
    assert first["得分规定"].startswith("培训完成率≥95%，得10分；培训完成率＜95%")
    assert second["核对"] == ""
    told = {row["指标"]: row["变化"] for row in rows_of(this, "与上年对照")}
    assert told == {"产出 / 数量 / 培训完成率": "未变", "产出 / 质量 / 资料完整性": "条款改了",
                    "管理 / 资金 / 公开情况": "新增", "满意度 / 满意度 / 群众满意度": "未变",
                    "管理 / 资金 / 资金合规性": "没有了"}
    assert next(row for row in rows_of(this, "与上年对照")
                if row["变化"] == "条款改了")["上年评分标准原文"] == ROWS[1][5]


def test_a_form_that_prints_no_rules_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["一级指标", "二级指标", "分值", "得分"])
    book.save(tmp_path / "无.xlsx")
    run = pe("rules", "draft", tmp_path / "无.xlsx", "-o", tmp_path / "办法.xlsx")
    assert run.code == 2
    assert "没有找到印着评分标准的指标表" in run.err


EVERYDAY = Path(__file__).parents[1] / "wild" / "everyday.yaml"


def test_everyday_clauses_drafted_are_rules_that_pass_the_check(tmp_path: Path) -> None:
    cases = {case["clause"]: case for case in parse_document(EVERYDAY.read_text("utf-8")).data}
    rows = tuple(("产出", "数量", f"{case['name']}{place}", str(case["weight"]), "", clause)
                 for place, (clause, case) in enumerate(cases.items()))
    file = tmp_path / "评分办法.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "表.xlsx", rows), "-o", file).code == 0
    book = openpyxl.load_workbook(file)
    book["办法"]["C4"] = "520102/2025"
    book.save(file)
    said = pe("rules", "check", file).out.strip().splitlines()
    assert ["分值合计" in line for line in said] == [True]


def test_a_blank_from_a_form_that_was_filled_in_holds_no_answers(tmp_path: Path) -> None:
    """Its printed rows, weights and clauses stay, and so does a formula; what was emptied is told."""
    assert pe("sample", "chayu", "-o", tmp_path / "官方表.xlsx").code == 0
    file, blank = tmp_path / "评分办法.xlsx", tmp_path / "空白表.xlsx"
    assert pe("rules", "draft", tmp_path / "官方表.xlsx", "-o", file).code == 0
    said = pe("new", file, "-o", blank).out
    assert "官方表是填过的：空白表里已清空实际完成值、得分、资金、原因等" in said
    form = pe("audit", blank, "--ruleset", file, "--json").form
    assert form["filed_total"] is None
    assert {row["filed"] for row in form["awards"]} == {None}
    assert len(form["awards"]) == 33
    before, after = (openpyxl.load_workbook(each).worksheets[0]
                     for each in (tmp_path / "官方表.xlsx", blank))
    kept = [cell for row in after.iter_rows() for cell in row if cell.value is not None]
    assert all(before[cell.coordinate].value == cell.value for cell in kept)
    assert len(kept) > 33 * 4


def test_of_an_empty_official_form_nothing_is_said(tmp_path: Path) -> None:
    file = tmp_path / "评分办法.xlsx"
    assert pe("rules", "draft", excel(tmp_path / "官方表.xlsx"), "-o", file).code == 0
    assert "填过" not in pe("new", file, "-o", tmp_path / "空白表.xlsx").out
