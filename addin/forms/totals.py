"""The total of a form: its weight and its score, wherever the form keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from addin.forms.blocks import first_text
from addin.forms.cells import entry_at
from addin.forms.finder import Found
from addin.forms.points import points_behind
from scoring.filing import BLANK, Entry, Filing
from scoring.filing.numbers import number
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show, sum_of
from scoring.values.quantity import plain_number

_WHOLE, _WITHOUT = "总", "不含"
_TOTAL_FIELD = "自评总分"


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


def total_elsewhere(filing: Filing) -> Iterator[Finding]:
    """The total beside a label of its own (自评得分 | 96分), where it is not that of the total's row."""
    told, entry = filing.fields.get(_TOTAL_FIELD, BLANK), filing.total_score
    said, stated = _points(told), number(entry)
    rates = {fund.score.cell for fund in filing.funds}
    if None not in (said, stated) and said != stated and told.cell not in {entry.cell, *rates}:
        yield finding("total-twice", told.cell, entry.cell, filed=show(said or Fraction(0)),
                      expected=show(stated or Fraction(0)))


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
    return entry_at(found.grid, found.total_row, column)


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
