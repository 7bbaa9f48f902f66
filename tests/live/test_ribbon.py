"""The ribbon's own functions, pressed on official forms open in real LibreOffice."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from lxml import etree

from addin.books.book import Cell, Grid, address, split_address
from addin.books.live.book import NOTE_HEAD, BookLive
from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.freeze import only_values
from addin.errors import UserError
from addin.library.library import Library
from addin.pages.basis import proposals
from addin.ribbon import press as ribbon
from addin.tables.buttons import COMMANDS
from addin.xlam.ribbon_xml import OFFICE_2010
from scoring.rules.ruleset import Ruleset
from tests.live.conftest import RULESETS, Press

pytestmark = pytest.mark.office

def awards(book: BookLive) -> Iterator[Any]:
    for one in assess(book, Library()):
        yield from (award for award in one.scorecard.awards if award.cell)


def emptied(book: BookLive) -> list[str]:
    """The form with its scores taken out, as before a clerk begins."""
    cells = [award.cell for award in awards(book)]
    for cell in cells:
        book.put(*split_address(cell), None)
    return cells


def grids(book: BookLive) -> dict[str, Grid]:
    return {sheet: book.grid(sheet) for sheet in book.sheets}


def seen(book: BookLive, places: Iterable[str]) -> dict[str, Cell]:
    """The cells as they stand now."""
    now = grids(book)
    return {place: now[split_address(place)[0]].at(*split_address(place)[1:]) for place in places}


def notes(book: BookLive) -> dict[str, str]:
    return {f"{note.location.sheet.name}!{note.location.address}": note.text
            for note in book.workbook.notes}


def own_notes(book: BookLive) -> dict[str, str]:
    return {address(*place, sheet): said for sheet in book.sheets
            for place, said in book.own_notes(sheet).items()}


def menu(book: BookLive, command: str) -> dict[str, str]:
    """What the menu offers: what each item presses, with its icon."""
    book.workbook.set_mock_caller()
    found = etree.fromstring(ribbon.menu(command))
    assert etree.QName(found).namespace == OFFICE_2010
    return {button.get("tag"): button.get("imageMso") for button in found}


def test_every_button_has_its_function() -> None:
    assert [each.name for each in COMMANDS if not callable(getattr(ribbon, each.name, None))] == []


def test_scored_explained_and_taken_back(live: BookLive, press: Press) -> None:
    emptied(live)
    before, noted = grids(live), notes(live)
    said = press(live, "score_values")
    now = {award.cell: award for award in awards(live)}
    written = [place for place, cell in seen(live, now).items() if cell.value is not None]
    assert f"已写入 {len(written)}" in said or f"已写入 {len(written) + 1}" in said
    ours = own_notes(live)
    for cell, award in now.items():
        note = ours.get(cell)
        if cell in written:
            assert award.verdict in ("match", "in_band", "not_applicable")
            assert note
            assert "评分标准：" in note
        elif award.score is None:
            assert note
            assert note.startswith("待认定：")
    assert "评分依据" in live.sheets
    assert "已写入 0 个" in press(live, "score_values")
    press(live, "undo_scores")
    assert grids(live) == before
    assert notes(live) == noted
    assert "没有可撤销的评分" in press(live, "undo_scores")


def test_what_was_filed_stays_until_overwriting_and_that_is_taken_back_too(
        live: BookLive, press: Press) -> None:
    filed = {award.cell: award for award in awards(live)}
    before = seen(live, filed)
    press(live, "score_values")
    assert {place: cell for place, cell in seen(live, filed).items()
            if before[place].value is not None and cell != before[place]} == {}
    press(live, "score_overwrite")
    differs = [place for place, award in filed.items()
               if award.verdict == "differs" and award.score is not None]
    assert {place: cell.value for place, cell in seen(live, differs).items()} == \
        {place: filed[place].score for place in differs}
    press(live, "undo_scores")
    assert seen(live, differs) == {place: before[place] for place in differs}


def test_a_cell_changed_after_scoring_is_not_taken_back(live: BookLive, press: Press) -> None:
    emptied(live)
    press(live, "score_with_proposals")
    places = [split_address(award.cell) for award in awards(live) if award.filed is not None]
    if not places:  # a form whose rules need figures that it does not print
        assert "已写入 0 个" in press(live, "score_with_proposals")
        return
    place = places[0]
    live.put(*place, "待议")
    assert "又改过" in press(live, "undo_scores")
    assert live.grid(place[0]).at(*place[1:]).value == "待议"


def test_a_proposal_stays_one_until_it_is_judged(live: BookLive, press: Press) -> None:
    cells = emptied(live)
    press(live, "score_with_proposals")
    proposed = proposals(live).keys()
    by_rule = [cell for cell, found in seen(live, cells).items()
               if found.value is not None and cell not in proposed]
    for cell in by_rule[:1]:
        live.put(*split_address(cell), None)
    said = press(live, "score_values")
    assert (f"以前写入的建议分 {len(proposed)} 个尚未核定" in said) == bool(proposed)
    if by_rule:  # the second run wrote something to be taken back
        press(live, "undo_scores")
        assert proposals(live).keys() == proposed
    for cell in sorted(proposed)[:1]:
        page = live.grid("评分依据")
        row = next(row for row in page.rows() if page.at(row, 10).value == cell)
        live.put("评分依据", row, 6, "已核定")
    assert {award.cell for award in awards(live) if award.verdict == "proposed"} == \
        set(sorted(proposed)[1:])


def test_checked_marked_settled_and_cleared(live: BookLive, press: Press) -> None:
    before, noted = grids(live), notes(live)
    findings = [each for one in assess(live, Library()) for each in one.findings]
    said = press(live, "check_form")
    assert "审核疑点：" in said
    page = live.grid("审核疑点")
    messages = [page.at(row, 3).value for row in page.rows()]
    assert [each.message for each in findings if each.message not in messages] == []
    first = next(each for each in findings if each.cells)
    place = split_address(first.cells[0])
    assert first.message in own_notes(live)[first.cells[0]]
    cell = live.sheet(place[0])[place[1] - 1, place[2] - 1]
    assert len(cell.conditional_formats) > 0
    row = next(row for row in page.rows() if page.at(row, 3).value == first.message)
    assert live.workbook.sheets["审核疑点"][row - 1, 7].hyperlink == \
        f"#'{place[0]}'!{first.cells[0].rpartition('!')[2]}"
    live.put("审核疑点", row, 6, "已核实")
    live.put("审核疑点", row, 7, "已与财政局核对")
    assert "已核实" in press(live, "check_form")
    assert first.message not in own_notes(live).get(first.cells[0], "")
    again = live.grid("审核疑点")
    kept = next(row for row in again.rows() if again.at(row, 3).value == first.message)
    assert (again.at(kept, 6).value, again.at(kept, 7).value) == ("已核实", "已与财政局核对")
    press(live, "clear_marks")
    assert notes(live) == noted
    assert {sheet: live.grid(sheet) for sheet in before} == before
    assert len(cell.conditional_formats) == 0
    assert live.grid("审核疑点").at(kept, 7).value == "已与财政局核对"


def test_live_formulas_where_a_function_gives_the_score(live: BookLive, press: Press) -> None:
    cells = emptied(live)
    scored = {award.cell for award in awards(live)
              if award.score is not None and not award.excuse}
    press(live, "score_live")
    written = seen(live, cells)
    formulas = {cell for cell, found in written.items()
                if found.formula and found.formula.startswith("PE_")}
    assert formulas <= scored
    assert all(written[cell].value is not None for cell in scored)
    assert live.property("评分办法")
    press(live, "undo_scores")
    assert {cell.value for cell in seen(live, cells).values()} == {None}


def test_formulas_that_need_nobody_are_put_in_and_taken_back(live: BookLive, press: Press) -> None:
    cells = emptied(live)
    scored = {award.cell: award.score for award in awards(live) if award.score is not None}
    said = press(live, "score_formulas")
    written = seen(live, cells)
    formulas = {cell for cell, found in written.items()
                if found.formula and "评分计算" in found.formula}
    assert f"写成公式 {len(formulas)} 项" in said
    assert {cell: written[cell].value for cell in formulas} == {
        cell: scored[cell] for cell in formulas}
    assert len(formulas) >= 0.9 * len(scored)
    assert live.grid("评分计算").at(3, 2).value == "各行公式齐全"
    press(live, "undo_scores")
    assert {cell.value for cell in seen(live, cells).values()} == {None}


def judged(book: BookLive) -> list[Any]:
    """What a person is to score within limits; a form may leave nothing to a person."""
    return [award for award in awards(book) if award.score is None and award.range is not None]


JUDGED = [each for each in RULESETS if each.form != "chayu-2021"]
"""Every form but 察隅's, whose every score follows from its figures and answers."""
with_judgements = pytest.mark.parametrize("ruleset", JUDGED, indirect=True,
                                          ids=[each.form for each in JUDGED])


@with_judgements
def test_limits_on_judgements_say_their_clause(live: BookLive, press: Press) -> None:
    emptied(live)
    said = press(live, "score_formulas")
    assert "写成公式" in said
    rules = [(award, _typed(live, award.cell)) for award in judged(live)]
    limited = [(award, rule) for award, rule in rules if rule.Type.value == "DECIMAL"]
    assert limited
    for award, rule in limited:
        assert rule.InputMessage.startswith("显示“待认定”的，直接填人认定的得分；可得范围和原因见“评分计算”表。")
        assert rule.ErrorMessage.startswith("得分不在可得范围内。")
        assert str(award.clause)[:60] in rule.InputMessage


def _typed(book: BookLive, cell: str) -> Any:
    """What LibreOffice lets be typed into the cell."""
    sheet, row, column = split_address(cell)
    return book.sheet(sheet)[row - 1, column - 1].impl.cells.Validation


@with_judgements
def test_what_may_be_typed_already_stays_as_it_is(live: BookLive, press: Press) -> None:
    emptied(live)
    cell = judged(live)[0].cell
    sheet, row, column = split_address(cell)
    live.sheet(sheet)[row - 1, column - 1].data_validation.set_decimal("greater_than_or_equal", 1)
    press(live, "score_formulas")
    assert _typed(live, cell).getFormula1() == "1"


FUNCTION = """\
Function PE_SCORE(target, actual, weight)
    PE_SCORE = 9.25
End Function
"""


def test_frozen_to_values_and_only_ours(empty: BookLive, press: Press) -> None:
    """A Basic function of the document answers in the place of the add-in's."""
    sheet = empty.sheets[0]
    libraries = empty.workbook.impl.document.BasicLibraries
    libraries.createLibrary("Standard").insertByName("Functions", FUNCTION)
    empty.put_formula(sheet, 1, 1, "PE_SCORE(B1,C1,D1)")
    empty.put_formula(sheet, 2, 1, "SUM(A1,1)")
    empty.put_formula(sheet, 3, 1, "PE_NOTHING(A1)")
    assert empty.grid(sheet).at(1, 1).formula == "PE_SCORE(B1,C1,D1)"
    said = press(empty, "freeze_values")
    grid = empty.grid(sheet)
    assert (float(grid.at(1, 1).value), grid.at(1, 1).formula) == (9.25, None)
    assert (float(grid.at(2, 1).value), grid.at(2, 1).formula) == (10.25, "SUM(A1,1)")
    assert "A3" in said
    assert grid.at(3, 1).formula


def test_values_are_frozen_as_they_are_stored(empty: BookLive, press: Press) -> None:
    """Dates stay days, truth stays truth, arrays go as a whole, and no row is too far down."""
    sheet = empty.sheets[0]
    live = empty.sheet(sheet)
    empty.put_formula(sheet, 1, 1, "DATE(2023,12,31)")
    empty.put_formula(sheet, 2, 1, "1=1")
    empty.put_formula(sheet, 3, 1, '"="&"12个月"')
    empty.put_formula(sheet, 2500, 1, "1+1")
    live["E1:E3"].value = [[1], [2], [3]]
    live["C1:C3"].impl.cells.setArrayFormula("=E1:E3*2")
    places = ("A1", "A2", "A3", "A2500", "C1", "C2", "C3")
    stored = [live[place].api.Value2 for place in places]
    only_values(empty)
    assert [live[place].api.Value2 for place in places] == stored == \
        [45291.0, True, "=12个月", 2.0, 2.0, 4.0, 6.0]
    assert live.used_range.api.HasFormula is False


def test_an_array_is_left_whole_where_it_shows_an_error(empty: BookLive, press: Press) -> None:
    sheet = empty.sheets[0]
    empty.sheet(sheet)["E1:E2"].value = [[1], [0]]
    empty.sheet(sheet)["C1:C2"].impl.cells.setArrayFormula("=1/E1:E2")
    with pytest.raises(UserError, match="C2"):
        only_values(empty)
    assert empty.sheet(sheet)["C1:C2"].api.HasFormula is True


def test_a_merged_cell_is_emptied(empty: BookLive) -> None:
    sheet = empty.sheets[0]
    empty.put(sheet, 1, 1, "原因")
    empty.sheet(sheet)["A1:B2"].merge()
    empty.put(sheet, 1, 1, None)
    assert empty.grid(sheet).at(1, 1).value is None


def test_the_heads_of_our_sheets_stay_in_sight(live: BookLive, press: Press) -> None:
    in_front = live.workbook.sheets.active.name
    press(live, "check_form")
    assert live.workbook.sheets.active.name == in_front
    live.workbook.sheets["审核疑点"].activate()
    assert live.workbook.api.Windows(1).FreezePanes is True


def test_the_copy_for_filing_is_the_form_alone(live: BookLive, press: Press, path: Path) -> None:
    original = path.read_bytes()
    press(live, "score_values")
    press(live, "check_form")
    before = grids(live)
    target = Path(press(live, "export_for_filing").splitlines()[-1])
    assert path.read_bytes() == original
    assert grids(live) == before
    copy, form = BookFile.read(target.read_bytes(), target.name), BookFile.read(original, path.name)
    assert set(copy.sheets) == {name for name in form.sheets if name != "基础数据"}
    assert copy.property("评分办法") is None
    assert b"PE_" not in b"".join(contents(target))
    assert "绩效自评】".encode() not in b"".join(contents(target))
    for sheet in copy.sheets:
        now, was = copy.grid(sheet), before[sheet]
        assert {place: cell.value for place, cell in now.cells.items() if cell.value is not None} \
            == {place: cell.value for place, cell in was.cells.items() if cell.value is not None}
        assert [cell.formula for cell in now.cells.values() if cell.formula] == []


def contents(path: Path) -> Iterator[bytes]:
    from zipfile import ZipFile

    with ZipFile(path) as package:
        for name in package.namelist():
            yield package.read(name)


def test_a_workbook_without_a_form_is_told_so(empty: BookLive, press: Press) -> None:
    for command in ("score_values", "check_form"):
        assert "表是空的" in press(empty, command)
    assert empty.sheets == ("Sheet1",)


def test_a_protected_form_is_named_not_opened(live: BookLive, press: Press) -> None:
    emptied(live)
    before = grids(live)
    for sheet in live.workbook.sheets:
        sheet.impl.sheet.protect("")
    said = press(live, "score_values")
    assert "受保护" in said or "已写入 0" in said
    press(live, "check_form")
    assert {name: live.grid(name).cells for name in before} == \
        {name: grid.cells for name, grid in before.items()}


def test_marks_behind_a_protection_are_not_said_to_be_gone(
        live: BookLive, press: Press, path: Path) -> None:
    press(live, "check_form")
    for sheet in live.workbook.sheets:
        sheet.impl.sheet.protect("")
    noted = notes(live)
    for command in ("clear_marks", "export_for_filing"):
        assert "受保护" in press(live, command)
    assert notes(live) == noted
    assert list(path.parent.glob("*-上报*")) == []


def test_the_ruleset_is_chosen_from_a_menu_and_kept_in_the_workbook(
        empty: BookLive, press: Press, host: xw.App) -> None:
    before = host.impl.api.recalculated
    offered = menu(empty, "choose_ruleset")
    assert [tag.partition(" ")[2] for tag in offered] == list(Library().ids())
    for tag in list(offered)[:2]:
        chosen = tag.partition(" ")[2]
        assert f"《{Library().get(chosen).title}》" in press(empty, tag)
        assert empty.property("评分办法") == chosen
        assert [each for each, icon in menu(empty, "choose_ruleset").items()
                if icon == "AcceptInvitation"] == [tag]
    assert host.impl.api.recalculated == before + 2, "no host knows what a cell function reads"
    assert "没有评分办法“火星”" in press(empty, "choose_ruleset 火星")


def test_a_new_form_is_made_and_opened(host: xw.App, ruleset: Ruleset, tmp_path: Path,
                                       press: Press, empty: BookLive) -> None:
    empty.workbook.save(str(tmp_path / "front.xlsx"))
    assert f"new_form {ruleset.id}" in menu(empty, "new_form")
    for _ in range(2):
        path = Path(press(empty, f"new_form {ruleset.id}").splitlines()[-1])
        assert path.parent == tmp_path
        made = BookLive(host.books[path.name])
        assert made.property("评分办法") == ruleset.id
        made.workbook.close()
    assert len(list(tmp_path.glob("自评表-*.xlsx"))) == 2


def test_help_opens_beside_the_workbook(empty: BookLive, press: Press, host: xw.App) -> None:
    before = {book.fullname for book in host.books}
    press(empty, "help")
    page = next(book for book in host.books if "使用说明" in book.sheet_names)
    assert page.fullname not in before
    assert "一键评分" not in empty.sheets
    page.close()


def test_diagnosis_says_something_on_any_machine(empty: BookLive, press: Press) -> None:
    assert press(empty, "diagnose")


def test_notes_of_ours_begin_with_our_head(live: BookLive, press: Press) -> None:
    noted = notes(live)
    press(live, "check_form")
    ours = {place: text for place, text in notes(live).items() if place not in noted}
    assert ours
    assert all(text.startswith(NOTE_HEAD) for text in ours.values())
