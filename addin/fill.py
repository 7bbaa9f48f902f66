"""回填: write scores into a form's empty 得分 cells. What was filed stays, unless told otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from addin.assess import Assessed
from addin.basis import basis_page
from addin.book import Book, split_address
from scoring.exact import show
from scoring.filing import Entry
from scoring.finding import Finding, finding


@dataclass(frozen=True, slots=True)
class Change:
    """One 得分 cell: what stood there, what the rule gives, and whether it was written."""

    name: str
    cell: str
    old: str
    new: Fraction
    written: bool


def fill(book: Book, assessed: Sequence[Assessed], *,
         overwrite: bool = False) -> tuple[list[Change], list[Finding]]:
    """Fill every form of the book and add or renew the sheet 评分依据.

    A filed score that differs stays and is reported, unless ``overwrite``; a judgement is never
    overwritten; locked cells are left and named in a finding.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    for one in assessed:
        wanted = [*_scores(one, overwrite=overwrite)]
        total = _total(one, wanted, overwrite=overwrite)
        wanted += [total] if total else []
        locked = [change.cell for change in wanted if change.written and _locked(book, change.cell)]
        if locked:
            findings.append(finding("sheet-protected", *locked, where="、".join(locked)))
        for change in wanted:
            if change.written and change.cell not in locked:
                _write(book, change)
        changes += [change for change in wanted if change.cell not in locked]
    book.put_page(basis_page(assessed))
    return changes, findings


def _scores(one: Assessed, *, overwrite: bool) -> Iterator[Change]:
    for award in one.scorecard.awards:
        entry = award.entry.score
        if award.score is None or not entry.cell or award.verdict in ("match", "in_band"):
            continue
        yield Change(award.indicator, entry.cell, entry.text or entry.error, award.score,
                     written=entry.blank or overwrite)


def _total(one: Assessed, changes: Sequence[Change], *, overwrite: bool) -> Change | None:
    """The sum of the scores that will stand in the form; None while one of them is open."""
    entry = one.form.filing.total_score
    if not entry.cell:
        return None
    written = {change.cell: change.new for change in changes if change.written}
    scores = [written.get(award.cell, award.filed) for award in one.scorecard.awards]
    if not scores or any(score is None for score in scores):
        return None
    total = sum((score for score in scores if score is not None), Fraction(0))
    if entry.number == total:
        return None
    return Change("总分", entry.cell, entry.text or entry.error, total, entry.blank or overwrite
                  or _is_formula(one, entry))


def _is_formula(one: Assessed, entry: Entry) -> bool:
    _, row, column = split_address(entry.cell)
    return one.form.found.grid.at(row, column).formula is not None


def _write(book: Book, change: Change) -> None:
    sheet, row, column = split_address(change.cell)
    if book.grid(sheet).at(row, column).formula is not None:
        book.put_cached(sheet, row, column, change.new)
    else:
        book.put(sheet, row, column, change.new)


def _locked(book: Book, cell: str) -> bool:
    return book.locked(*split_address(cell))


def told(change: Change) -> str:
    """The change as a sentence: old → new."""
    old = change.old.strip() or "空"
    what = "已写入" if change.written else "未改（要改请加 --overwrite）"
    return f"{change.name} {change.cell}：{old} → {show(change.new)}  {what}"
