"""The total of a form: its weight and its score, wherever the form keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.forms.blocks import first_text
from addin.forms.cells import entry_at, entry_seen
from addin.forms.finder import Found
from addin.forms.points import points_behind
from scoring.filing import BLANK, Entry, Filing, Left
from scoring.filing.numbers import number
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of
from scoring.values.quantity import plain_number

_WHOLE, _WITHOUT = "总", "不含"
_WITH_MORE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*分?\s*[(（][^()（）]{1,12}[)）]")
"""A figure with a remark: 100（+5）, 90分（良）."""
_OF_A_HALF = "左右并列的两张表各自的合计，没有核对"
_TOTAL_FIELD = "自评总分"


def with_total(parts: Sequence[Found]) -> Found:
    """The part of a form that holds its total: the last one, or of tables side by side the one that
    alone has a total. Where each has its own, neither is the form's."""
    totalled = [part for part in parts if part.total_row is not None]
    if not any(part.beside for part in parts):
        return parts[-1]
    return totalled[0] if len(totalled) == 1 else replace(parts[0], total_row=None)


def totals_left(parts: Sequence[Found]) -> Iterator[Left]:
    """The totals of tables side by side, each of its own half, which are held against nothing."""
    totalled = [part for part in parts if part.total_row is not None]
    if len(totalled) > 1 and any(part.beside for part in parts):
        for part in totalled:
            row = part.total_row or 0
            column = part.grid.lines[row][0]
            yield Left(part.grid.address(row, column), first_text(part.grid, row), _OF_A_HALF)


def total_score(found: Found, fields: Mapping[str, Entry]) -> Entry:
    """The total in its row, or else beside a label of its own (项目总得分：99分); so too where the row
    only sums up the indicators (指标得分)."""
    entry = _total(found, "score")
    told = fields.get(_TOTAL_FIELD, BLANK)
    if told.blank or not (entry.blank or _sums_indicators(found)):
        return entry
    row, column = found.grid.place(told.cell)
    return replace(told, formatted=entry_at(found.grid, row, column) != told)


def total_deduction(found: Found) -> Entry:
    """The sum of the 扣分 in the total's row."""
    return _total(found, "deduction")


def total_elsewhere(found: Found, filing: Filing) -> Iterator[Finding]:
    """The total beside a label of its own (自评得分 | 96分), where it is not that of the total's row. A
    score beside its weight (分值 | 10 | 得分 | 9) is that of one thing."""
    told, entry = filing.fields.get(_TOTAL_FIELD, BLANK), filing.total_score
    said, stated = _points(told), number(entry)
    rates = {fund.score.cell for fund in filing.funds}
    if None not in (said, stated) and said != stated and told.cell not in {
            entry.cell, *rates} and not _is_beside_weight(found, told.cell):
        yield finding("total-twice", told.cell, entry.cell, filed=show(said or Fraction(0)),
                      expected=show(stated or Fraction(0)))


def _is_beside_weight(found: Found, cell: str) -> bool:
    grid, words = found.grid, found.words.columns
    row, last = grid.place(cell)
    texts = (grid.at(row, column).value for column in grid.lines.get(row, ()) if column < last)
    return any(isinstance(text, str) and words.best(text) == "weight" for text in texts)


def _points(entry: Entry) -> Fraction | None:
    """The points of a cell, typed with their unit or without (96, 96分)."""
    typed = plain_number(entry.text.strip())
    return number(entry) if typed is None else typed


def total_weight(found: Found, fields: Mapping[str, Entry]) -> Entry:
    """The sum of the weights, in whichever column of weights the total's row keeps it."""
    if _sums_indicators(found) and not fields.get(_TOTAL_FIELD, BLANK).blank:
        return BLANK
    given = found.map.table.total_weight
    roles = [given] if given else ["weight", *(role for role in found.columns
                                               if role.endswith("_weight"))]
    entries = [_total(found, role) for role in roles]
    return next((entry for entry in entries if not entry.blank), None) or _total_printed(found)


def _sums_indicators(found: Found) -> bool:
    """Whether the total's row is called after the indicators, as a part of the form's total."""
    row = found.total_row
    label = "" if row is None else first_text(found.grid, row)
    return "指标" in label and "总" not in label


def without_part_total(found: Found, filing: Filing) -> tuple[Filing, tuple[Finding, ...]]:
    """The filing without a total that only sums up the indicators (合计 above no 总分), to which the
    points of the funds come: it is asked about, and no sum is held against it."""
    fund = next((each for each in filing.funds if each.scored), None)
    score = number(fund.score) if fund is not None else None
    label = "" if found.total_row is None else first_text(found.grid, found.total_row)
    if not score or not label or (_WHOLE in label and _WITHOUT not in label):
        return filing, ()
    stated = number(filing.total_weight), number(filing.total_score)
    weight, sums = (sum_of(number(each) or Fraction(0) for each in entries) for entries in (
        [row.weight for row in filing.rows], [row.score for row in filing.rows]))
    if stated != (weight, sums):
        return filing, ()
    whole = weight + (number(fund.weight) or Fraction(0)) if fund is not None else weight
    told = finding("total-unverifiable", filing.total_score.cell, weights=show(whole),
                   filed=show(sums), expected=show(sums + score),
                   why=f"“{' '.join(label.split())}”只是各指标之和，不含预算执行率的分")
    return replace(filing, total_weight=BLANK, total_score=BLANK), (told,)


def _total_printed(found: Found) -> Entry:
    """The points that the label of the total prints behind itself (总分（100分）)."""
    row = found.total_row
    columns = found.grid.lines.get(row, ()) if row is not None else ()
    texts = (entry_at(found.grid, row or 0, column) for column in columns)
    return next((entry for text in texts if (entry := points_behind(text)) is not None), BLANK)


def _total(found: Found, role: str) -> Entry:
    column = found.columns.get(role)
    if found.total_row is None or column is None:
        return BLANK
    if found.total_row in found.grid.elsewhere:
        return _total_apart(found, found.total_row).get(role, BLANK)
    entry = entry_at(found.grid, found.total_row, column)
    if entry.blank:
        return _over_columns(found, found.total_row, column) if role == "score" else entry
    behind = _WITH_MORE.fullmatch(entry.text.strip()) if entry.number is None else None
    return Entry(behind[1], Fraction(behind[1]), entry.cell, formatted=True) if behind else entry


def _over_columns(found: Found, row: int, column: int) -> Entry:
    """The total in a cell merged over the column of the scores and others (总分 | 90分（良）)."""
    entry = entry_seen(found.grid, row, column)
    match = _WITH_MORE.fullmatch(entry.text.strip())
    if found.grid.corner(row, column)[0] != row or (match is None and number(entry) is None):
        return entry_at(found.grid, row, column)
    return entry if match is None else Entry(match[1], Fraction(match[1]), entry.cell,
                                             formatted=True)


def _total_apart(found: Found, row: int) -> Mapping[str, Entry]:
    """The total in a Word table of its own, whose columns are not those of the indicators: its
    figures in the order of the columns, or the score alone."""
    columns = found.grid.lines.get(row, ())
    figures = [entry for column in columns
               if number(entry := entry_at(found.grid, row, column)) is not None]
    roles = sorted((role for role in ("weight", "score") if role in found.columns),
                   key=lambda role: found.columns[role])
    if len(figures) == 1:
        return {"score": figures[0]}
    return dict(zip(roles, figures, strict=True)) if len(roles) == len(figures) else {}
