"""Reading an official form into a Filing: every value with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from addin.books.book import Grid, Readable, address
from addin.errors import UserError
from addin.forms.blocks import names_project
from addin.forms.cells import not_seen
from addin.forms.fields import about_of, fields_of, grade_of, splits_of, told_by_words, unit_of
from addin.forms.finder import Found, find_forms, lacking
from addin.forms.hundreds import hundreds_left, in_points_of_all, out_of_hundreds
from addin.forms.joined import grids_of, loose_funds
from addin.forms.notes import notes_of
from addin.forms.points import (
    are_shares,
    are_within_groups,
    counted_once,
    in_points,
    with_points_apart,
    with_the_rate_weighed,
    with_weights,
)
from addin.forms.refusal import kind_found, lacks, refusal
from addin.forms.reviewed import reviewed
from addin.forms.rows import merges_over_two, rows_of, without_group_sums
from addin.forms.together import with_joined_points
from addin.forms.totals import (
    total_deduction,
    total_elsewhere,
    total_score,
    total_weight,
    totals_left,
    with_total,
    without_part_total,
)
from addin.forms.unread import unread_of
from addin.forms.unseen import columns_told
from addin.forms.years import YEAR
from addin.library.form_map import FormMap
from addin.library.word_files import packaged_words
from addin.library.words import Vocabulary
from scoring.filing import Entry, Filing, Left, Row, Unread
from scoring.findings.finding import Finding, finding

_FUNDS = "资金表没有认出"
_OF_A_GROUP = "组内权重，没有认出各组的权重"

@dataclass(frozen=True)
class Form:
    """A form, read: what was filed, and what was odd about its cells. ``number`` counts the forms
    of the workbook from 1; ``more`` are its 续表."""

    found: Found
    filing: Filing
    findings: tuple[Finding, ...]
    number: int = 1
    more: tuple[Found, ...] = ()

    @property
    def sheet(self) -> str:
        return self.found.grid.name

    @property
    def called(self) -> str:
        """The form in few words: its project or unit, or else its title, and its sheet."""
        told = self.filing.about
        return f"{told.project or told.unit or told.title or '自评表'}（{self.sheet}）"


def read_forms(book: Readable, maps: Sequence[FormMap], sheet: str | None = None,
               words: Vocabulary | None = None, number: int | None = None) -> tuple[Form, ...]:
    """Every form of the workbook in sheet order, or those on ``sheet``, or the one by ``number``.

    Our own sheets are passed over, and hidden ones unless ``sheet`` names one. Raises NoForm with
    what stands there and what is missing when there is no form.
    """
    if sheet is not None and sheet not in book.sheets:
        raise UserError(f"没有名为“{sheet}”的工作表，现有：{'、'.join(book.sheets)}")
    words, own = words or packaged_words(), book.own_sheets
    if sheet in own:
        raise UserError(f"“{sheet}”是本工具写的表，不是自评表，请写自评表的名称。")
    grids = grids_of(book, words, sheet)
    seen = [grid for grid in grids if sheet is not None or not grid.hidden]
    alike = [each for grid in seen for each in find_forms(grid, maps, words)]
    found = [each for each in alike if not kind_found(each)]
    near = [each for each in map(lacks, found) if each is not None]
    if near:
        found = [each for grid in seen for each in _from_the_top(
            grid, [each for each in found if each.grid.name == grid.name], maps, words)]
    groups = _with_continuations([each for each in found if lacks(each) is None])
    if not groups:
        raise refusal(seen, [grid for grid in grids if grid not in seen], alike, near, words)
    named = {each.grid.name for each in found}
    forms = [_with_loose(read_form(first, place, more),
                         loose_funds(grids, first.grid.name, named, words))
             for place, (first, *more) in enumerate(groups, 1)]
    funded = {(form.sheet, form.found.funds_row) for form in forms}
    unread = [each.left for each in near if (each.sheet, each.row) not in funded]
    forms = [_with_tables(form, unread) for form in forms]
    return _chosen(_with_lefts(forms, unread), number)


def _from_the_top(grid: Grid, found: Sequence[Found], maps: Sequence[FormMap],
                  words: Vocabulary) -> Sequence[Found]:
    """The forms of the sheet, the first with all that stands above it: a table of tasks or of money
    over the indicators, which is no form by itself, does not part them from their title."""
    above = list(takewhile(lambda each: lacks(each) is not None, found))
    first = next(iter(found[len(above):]), None)
    if not above or first is None or first.title is not None:
        return found
    return find_forms(grid, maps, words, first.head.top)


def _with_tables(form: Form, near: Sequence[Left]) -> Form:
    """The form with tables on its sheet that were not read: its points may stand in them."""
    tables = [Unread(Entry(left.text, cell=left.cell), table=True) for left in near
              if _sheet(left) == form.sheet]
    if not tables:
        return form
    return replace(form, filing=replace(form.filing, unread=(*form.filing.unread, *tables)))


def _with_loose(form: Form, funds: Entry) -> Form:
    """A form without funds tells of those in a Word table before it that was not joined to it."""
    filing = form.filing
    if funds.blank or filing.funds or any(each.funds for each in filing.unread):
        return form
    unread = (Unread(funds), *filing.unread)
    return _with_left(replace(form, filing=replace(filing, unread=unread)), [_unread(funds)])


def _unread(funds: Entry) -> Left:
    return Left(funds.cell, funds.text, _FUNDS)


def _with_lefts(forms: Sequence[Form], unread: Sequence[Left]) -> list[Form]:
    """The forms, each with what was not read on its sheet; the first also with all that stands on
    sheets without a form."""
    sheets = [form.sheet for form in forms]
    of = [_sheet(left) if _sheet(left) in sheets else sheets[0] for left in unread]
    return [_with_left(form, [left for left, sheet in zip(unread, of, strict=True)
                              if sheets.index(sheet) == place])
            for place, form in enumerate(forms)]


def _sheet(left: Left) -> str:
    return left.cell.rpartition("!")[0]


def _with_left(form: Form, near: Sequence[Left]) -> Form:
    """The form also tells of tables that were not read."""
    left = (*form.filing.left, *near)
    told = [each for each in form.findings if each.code.code != "left-unread"]
    return replace(form, filing=replace(form.filing, left=left),
                   findings=(*told, *_left_unread(left))) if near else form


def _with_continuations(found: Sequence[Found]) -> list[list[Found]]:
    """Each form with the 续表 that follow it."""
    groups: list[list[Found]] = []
    for each in found:
        open_ended = bool(groups) and groups[-1][-1].total_row is None
        goes_on = open_ended and (each.continued or _goes_on(groups[-1][-1], each))
        if groups and (each.beside or goes_on):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _goes_on(before: Found, found: Found) -> bool:
    """Whether a Word table of indicators with other columns goes on with the one right above it:
    it has no title, no funds and no project of its own."""
    grid = found.grid
    own = found.title is not None or found.fund_rows or any(
        names_project(grid, found.words, row) for row in grid.rows())
    return grid.under in before.grid.sheets and not own


def _chosen(forms: Sequence[Form], number: int | None) -> tuple[Form, ...]:
    """All forms, or the one that is meant by its number."""
    if number is None:
        return tuple(forms)
    if not 0 < number <= len(forms):
        named = "、".join(f"{form.number} {form.called}" for form in forms)
        raise UserError(f"没有第 {number} 张自评表，共 {len(forms)} 张：{named}")
    return (forms[number - 1],)


def check_map(book: Readable, form: FormMap) -> None:
    """That the blank workbook beside a map is the form it describes. UserError: what it lacks."""
    found = [each for name in book.sheets
             for each in find_forms(book.grid(name), [form], packaged_words())]
    if not found:
        raise refusal([book.grid(name) for name in book.sheets], [], [], [], packaged_words())
    if missing := lacking(found[0], form):
        names = "、".join(f"“{name}”" for name in missing)
        raise UserError(f"工作表“{found[0].grid.name}”第 {found[0].header_row} 行像是“{form.name}”"
                        f"的表头，但表头缺少{names}列。")
    if found[0].map is not form:
        raise UserError(f"没有找到“{form.name}”的标题和栏目")


def read_form(found: Found, number: int = 1, more: Sequence[Found] = ()) -> Form:
    """The form's filing; a merge that covers two indicators is reported, and counts once.

    A form that keeps no scores (a transfer-payment form) says so. ``more`` are its 续表.
    """
    parts = [found, *more]
    totalled = with_total(parts)
    read: list[list[tuple[int, Row]]] = []
    for part in parts:
        before = read[-1][-1][1].levels if read and read[-1] else ()
        own = without_group_sums(list(rows_of(part, before)))
        read.append(with_joined_points(part, own))
    rows = [row for each in read for row in each]
    oddities = [each for part, own in zip(parts, read, strict=True)
                for each in merges_over_two(part, own)]
    oddities += [each for part in parts for each in columns_told(part)]
    if not found.scored or not rows:
        oddities.append(finding("rows-empty" if found.scored else "form-unscored",
                                address(found.header_row, min(found.columns.values()),
                                        found.grid.name)))
    told = told_by_words(found)
    fields, unit = fields_of(found, told), unit_of(found)
    filed, total = [row for _, row in rows], total_weight(totalled, fields)
    grouped = are_within_groups(filed)
    shares = grouped or are_shares(filed)
    weighed = with_weights(filed, column="weight" in found.columns)
    hundreds = out_of_hundreds(found, weighed)
    weighed = in_points_of_all(weighed) if hundreds else weighed
    filing = Filing(
        rows=tuple(weighed),
        funds=tuple(replace(fund, weight=in_points(fund.weight)) if shares else fund
                    for fund in found.fund_rows),
        fields=fields, total_weight=in_points(total) if shares else total,
        total_score=total_score(totalled, fields),
        total_deduction=total_deduction(totalled), grade=grade_of(found, fields),
        splits=tuple(splits_of(found, fields, unit)), unit=unit, sheet=found.grid.name,
        about=about_of(found, fields, told),
        left=(*(left for part in parts for left in (*part.left, *not_seen(part.grid))),
              *totals_left(parts),
              *(_not_weighed(filed, weighed) if grouped else ()),
              *(hundreds_left(found) if hundreds else ())),
        notes=tuple(notes_of(found)), unread=tuple(unread_of(found, filed, fields)))
    money = next((each.entry for each in filing.unread if each.funds), None)
    if found.grid.elsewhere and money is not None:
        filing = replace(filing, left=(*filing.left, _unread(money)))
    filing = with_the_rate_weighed(with_points_apart(filing, found.words.rows))
    filing, once = counted_once(filing, found.words.funds)
    twice = tuple(total_elsewhere(totalled, filing))
    filing, partly = without_part_total(totalled, filing)
    return Form(found, filing, (*oddities, *once, *twice, *partly, *reviewed(totalled, filing),
                                *_left_unread(filing.left)), number, tuple(more))


def _not_weighed(filed: Sequence[Row], weighed: Sequence[Row]) -> Iterator[Left]:
    """The shares of groups that do not say what they weigh."""
    return (Left(before.weight.cell, before.weight.text, _OF_A_GROUP) for before, row in
            zip(filed, weighed, strict=True) if row.weight.blank and not before.weight.blank)


def _left_unread(left: Sequence[Left]) -> Iterator[Finding]:
    """One line that names all cells which were seen and not understood."""
    if left:
        names = "、".join(f"“{each.text}”（{each.why}）" for each in left)
        yield finding("left-unread", *(each.cell for each in left), names=names)


__all__ = ["YEAR", "Form", "check_map", "read_form", "read_forms"]
