"""回填: write scores into a form's empty 得分 cells, and the rate into an empty 执行率 cell. What was
filed stays, unless told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from addin.books.book import OUR_FORMULAS, Book, Cell, shown, split_address
from addin.desk.fill_rates import empty_rates, empty_results, in_percent
from addin.forms.assessed import Assessed
from addin.forms.sum_formula import sum_of
from addin.pages.basis import basis_page
from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry
from scoring.filing.numbers import number
from scoring.values.exact import show

Outcome = Literal["written", "proposed", "kept", "in_a_line", "locked", "shut", "formula",
                  "uncalculated", "above"]

_LEFT_OUT = ("剔除", "不计")
"""Excuses of an indicator that does not apply and gets no score: its cell stays empty."""
_SAID: dict[Outcome, str] = {
    "written": "已写入", "proposed": "已写入（建议分，请核定）",
    "kept": "未改（要改请加 --overwrite）", "locked": "未写（工作表受保护）",
    "in_a_line": "未改（与别的文字写在一格里，请自己改）",
    "shut": "未写（文档限制编辑，或不在表格里）",
    "formula": "未改（得分格里是公式）",
    "uncalculated": "未写（是公式，没有存下结果；请用 Excel 或 WPS 打开保存一次）",
    "above": "未写（各项分值合计超过表上写的总分值，请先改分值）"}
OURS = re.compile(r"\bPE_[A-Z]+\(|\$?'?评分计算(\(\d+\))?'?[!.]|^=?IF\(OR\(COUNT\(.*待认定",
                  re.IGNORECASE)
"""Formulas that we put there ourselves: a cell function, or what points at our own sheet."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell, of a score or a rate: what stood there, what the rule gives, what was done."""

    name: str
    cell: str
    old: str
    new: Fraction
    outcome: Outcome
    shown: str = ""
    """How a rate reads in its cell; empty for a score."""

    @property
    def written(self) -> bool:
        return self.outcome in ("written", "proposed")


def fill(book: Book, assessed: Sequence[Assessed], *, overwrite: bool = False,
         results: bool = False) -> list[Change]:
    """Fill every form of the book and add or renew the sheet 评分依据.

    A filed score that differs stays and is reported, unless ``overwrite``; a judgement is never
    overwritten, nor is a formula that is not ours; locked cells are left and reported.
    ``results``: an indicator's calculated rate goes into its empty 实际完成值 as well.
    """
    changes: list[Change] = []
    for one in assessed:
        made = list(_scores(book, one, overwrite=overwrite))
        rates = list(_rates(book, "执行率", empty_rates(book, one))) if made else []
        if results:
            rates += _rates(book, "实际完成值", empty_results(book, one))
        over = [each.cell for each in made if each.written and _is_ours(book, each.cell)]
        for change in (*rates, *made):
            if change.written:
                _put(book, change)
        if over and book.property(OUR_FORMULAS):
            from addin.formulas.lay import leave_values

            leave_values(book, one.form, over)
        total = _total(book, one, made, overwrite=overwrite)
        changes += [*rates, *made, *([total] if total is not None else [])]
    written = {change.cell: change.new for change in changes if change.written}
    book.put_page(basis_page(assessed, written))
    return changes


def told(change: Change) -> str:
    """The change as a sentence: old → new."""
    old = change.old.strip() or "空"
    new = change.shown or show(change.new, 2)
    return f"{change.name} {change.cell}：{old} → {new}  {_SAID[change.outcome]}"


def fillable(assessed: Sequence[Assessed]) -> list[str]:
    """The cells that filling may write: scores, totals, rates."""
    found = [award.cell for one in assessed for award in one.scorecard.awards]
    found += [one.form.filing.total_score.cell for one in assessed]
    found += [fund.rate.cell for one in assessed for fund in one.form.filing.funds]
    return [cell for cell in dict.fromkeys(found) if cell]


def _scores(book: Book, one: Assessed, *, overwrite: bool) -> Iterator[Change]:
    for award in one.scorecard.awards:
        entry = award.row.score
        if award.score is None or not entry.cell or award.score == award.filed:
            continue
        if award.excuse in _LEFT_OUT and entry.blank:
            continue
        outcome = _standing_formula(_cell(book, entry)) or _outcome(
            book, entry, may_write=entry.blank or overwrite)
        if outcome == "written" and award.verdict == "proposed":
            outcome = "proposed"
        yield Change(award.indicator, entry.cell, _stood(book, entry), award.score, outcome)


def _stood(book: Book, entry: Entry) -> str:
    """What the cell showed: a formula of ours that left its score to a person says so."""
    return entry.text or entry.error or shown(_cell(book, entry))


def _is_ours(book: Book, cell: str) -> bool:
    sheet, row, column = split_address(cell)
    return OURS.search(book.grid(sheet).at(row, column).formula or "") is not None


def _rates(book: Book, name: str,
           found: Iterable[tuple[str, Fraction, str]]) -> Iterator[Change]:
    for cell, rate, said in found:
        sheet, row, column = split_address(cell)
        locked = book.locked(sheet, row, column)
        yield Change(name, cell, "", rate, "locked" if locked else "written", said)


def _put(book: Book, change: Change) -> None:
    """The number; a percentage as it is read, where the cell would show the bare share of one."""
    sheet, row, column = split_address(change.cell)
    as_text = change.shown.endswith("%") and not in_percent(
        book.grid(sheet).at(row, column).number_format)
    book.put(sheet, row, column, change.shown if as_text else change.new)


def _total(book: Book, one: Assessed, changes: Sequence[Change], *,
           overwrite: bool) -> Change | None:
    """The total of the scores that now stand in the form; none while one of them is open.

    A formula stays, and only what it comes to itself is stored for it.
    """
    entry = one.form.filing.total_score
    total = _standing_total(one.scorecard, changes)
    if not entry.cell or total is None:
        return None
    sheet, row, column = split_address(entry.cell)
    formula = _cell(book, entry).formula
    if formula is not None:
        computed = sum_of(formula, book.grid(sheet))
        if computed is None or computed == entry.number:
            return None
        book.put_cached(sheet, row, column, computed)
        return Change("总分（公式）", entry.cell, entry.text, computed, "written")
    if entry.number == total:
        return None
    if _above_whole(one.scorecard, total):
        return Change("总分", entry.cell, entry.text, total, "above")
    outcome = _outcome(book, entry, may_write=entry.blank or overwrite)
    if outcome == "written":
        book.put(sheet, row, column, total)
        outcome = "proposed" if one.scorecard.has_proposals else outcome
    return Change("总分", entry.cell, entry.text or entry.error, total, outcome)


def _standing_total(card: Scorecard, changes: Sequence[Change]) -> Fraction | None:
    """What the scores that now stand in the form come to; by the ruleset's own way where it has
    one, and then only where every score stands as the rules give it."""
    written = {change.cell: change.new for change in changes if change.written}
    scores = [written.get(award.cell, award.filed) for award in card.awards]
    counted = [Fraction(0) if score is None and award.excuse in _LEFT_OUT else score
               for award, score in zip(card.awards, scores, strict=True)]
    if not counted or any(score is None for score in counted) or card.ruleset.lost is not None:
        return None
    if card.ruleset.total is None and not any(award.excuse for award in card.awards):
        return sum((score for score in counted if score is not None), Fraction(0))
    return card.total if counted == [award.score for award in card.awards] else None


def _above_whole(card: Scorecard, total: Fraction) -> bool:
    """Whether the total exceeds what the form itself says is the whole: its weights are to be
    corrected first."""
    whole = number(card.filing.total_weight)
    weights = [award.weight for award in card.awards if award.weight is not None]
    return whole is not None and sum(weights, Fraction(0)) > whole and total > whole


def _standing_formula(cell: Cell) -> Outcome | None:
    """What a formula of somebody else's means for the cell it stands in."""
    if cell.formula is None or OURS.search(cell.formula):
        return None
    return "uncalculated" if cell.value is None else "formula"


def _outcome(book: Book, entry: Entry, *, may_write: bool) -> Outcome:
    if not may_write:
        return "kept"
    if _holds_more(_cell(book, entry), entry):
        return "in_a_line"
    sheet, row, column = split_address(entry.cell)
    if not book.locked(sheet, row, column):
        return "written"
    return "shut" if book.grid(sheet).of_texts else "locked"


def _holds_more(cell: Cell, entry: Entry) -> bool:
    """Whether the figure stands in a line (得分：9.5分), which nothing but its author may change."""
    return entry.formatted and isinstance(cell.value, str) and cell.value.strip() != entry.text


def _cell(book: Book, entry: Entry) -> Cell:
    sheet, row, column = split_address(entry.cell)
    return book.grid(sheet).at(row, column)
