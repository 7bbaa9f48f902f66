"""Where points may stand that no row was read from: cells that speak of money or carry points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile

from addin.books.book import shown
from addin.forms.blocks import first_text, is_title
from addin.forms.cells import entry_at
from addin.forms.finder import Found
from addin.forms.points import points_behind
from addin.library.words import Titles
from scoring.filing import Entry, FundRow, Row, Unread
from scoring.filing.numbers import number
from scoring.values.exact import sum_of
from scoring.values.normal import normal

_LONGEST_LABEL = 40
"""A longer text is running text, and speaks of points only by name."""
_LONGEST_NOTE = 400
_POINTED = re.compile(r"[行出付用成]率|得分|分值|\d\s*分(?!之|别|散|类|项|析)")
_NOT_COUNTED = re.compile(r"\d{4}\s*年[度份]?|\d+\s*[年月日号]|[(\[〔]\d{4}[)\]〕]\d*号?|^\W*\d+[.、](?!\d)"
                        r"|(?<=\d),(?=\d{3})")
_RATE = re.compile(r"(?:执行|支出|支付|使用|拨付|到位)[率进]")
_LABEL = re.compile("[^:]{1,20}(?=:)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ON_TOP = re.compile(r"加分|奖励分|扣分|减分|倒扣|扣减|扣\d|加\d")
_A_RULE = re.compile("每|标准|细则|办法|规则|满分|的[,，]?[扣加得]")
_LONGEST_SAID, _LONGEST_MARKED = 60, 20
_POINTS = "分"
_A_WHOLE = 2
"""One figure alone is an amount; with a second one there may be points."""


def unread_of(found: Found, rows: Sequence[Row], fields: Mapping[str, Entry]) -> Iterator[Unread]:
    """Rows beside the indicators that carry points; and, where the execution rate was not read,
    those that speak of money: no word of a field's value, nor of a title."""
    read = _read_rows(found)
    yield from _pointed_rows(found, read)
    yield from _on_top(found, read)
    if any(fund.scored for fund in found.fund_rows):
        return
    values = {entry.cell for name, entry in fields.items() if name not in _OF_MONEY}
    rated = any(_RATE.search(normal(row.name)) for row in rows)
    for row in found.grid.rows():
        unread = None if row in read else _of_money(found, row, read, values)
        if unread is not None and (not rated or _POINTED.search(unread.entry.text)):
            yield unread


def speaks_of_money(text: str, titles: Titles) -> bool:
    """Whether any word of money or of spending it stands in the text."""
    return any(word in text for word in titles.money)


_OF_MONEY = frozenset({"资金", "自评总分"})
"""Fields that may be a part of what is said of the money."""


def _read_rows(found: Found) -> set[int]:
    """The rows that were read, or that plainly give no points: the indicators with their headers,
    the total, and a table of funds all of whose columns are known and hold no points."""
    rows = {*range(found.head.top, found.head.row + 1), *found.slots}
    rows |= {row for row in (found.total_row, found.title and found.title.row) if row is not None}
    understood = not (found.funds and found.funds.left) and not _has_points(found.fund_rows)
    if found.fund_rows and understood:
        cells = (entry.cell for fund in found.fund_rows for entry in fund.amounts.values())
        rows |= {found.grid.place(cell)[0] for cell in cells if cell}
        rows |= {found.funds.row} if found.funds else set()
    return rows


def _has_points(funds: Sequence[FundRow]) -> bool:
    return any(number(entry) is not None for fund in funds for entry in (fund.weight, fund.score))


def _pointed_rows(found: Found, read: set[int]) -> Iterator[Unread]:
    """Rows with a figure in the column of the weights that are no indicators and no sums."""
    column, words = found.columns.get("weight"), found.words.rows
    for row in found.grid.rows() if column is not None else ():
        label = first_text(found.grid, row)
        if row in read or row in found.grid.elsewhere or not label:
            continue
        if row < found.head.row:
            yield from _printed_points(found, row)
            yield from _points_below(found, row, label)
            continue
        roles = [found.columns[role] for role in ("weight", "score") if role in found.columns]
        values = [number(entry_at(found.grid, row, each)) for each in roles]
        figures = tuple(value for value in values if value is not None)
        if values[0] is not None and not any(words.says(label, each)
                                             for each in ("total", "subtotal")):
            yield Unread(_label(found, row, label), figures, funds=False)


def _printed_points(found: Found, row: int) -> Iterator[Unread]:
    """A label above the header that prints points (组织管理（10分）), with a score beside it."""
    for column in found.grid.lines[row]:
        value = found.grid.at(row, column).value
        if isinstance(value, str) and (_POINTS not in value or len(value) > _LONGEST_MARKED):
            continue
        entry = entry_at(found.grid, row, column)
        points = points_behind(entry) if len(entry.text) <= _LONGEST_MARKED else None
        most = None if points is None else number(points)
        if most is None:
            continue
        if any(each <= most for each in _figures(found, row, column + 1)):
            yield Unread(entry, (most,), funds=False)


def _points_below(found: Found, row: int, label: str) -> Iterator[Unread]:
    """A table of points of its own above the header (年度总体目标 | … | 分值 | 得分): what its column
    of weights gives, row by row and together."""
    grid, words = found.grid, found.words.columns
    if row == found.funds_row:
        return
    for column in grid.lines[row]:
        text = grid.at(row, column).value
        if not isinstance(text, str) or words.best(text) != "weight":
            continue
        below = (number(entry_at(grid, each, column)) for each in range(
            grid.area(row, column).bottom + 1, found.head.top))
        points = [each for each in takewhile(lambda each: each is not None, below) if each]
        if points:
            yield Unread(_label(found, row, label), (*points, sum_of(points)), funds=False)


def _on_top(found: Found, read: set[int]) -> Iterator[Unread]:
    """Rows below the header that speak of points added to the total or taken off it; what only says
    how points are given does not."""
    for row in found.grid.rows():
        label = normal(first_text(found.grid, row)[:_LONGEST_NOTE])
        says = _ON_TOP.search(label) and not _A_RULE.search(label)
        if row <= found.head.row or row in read or not says or len(label) > _LONGEST_SAID:
            continue
        if figures := _figures(found, row, 1):
            yield Unread(_label(found, row, first_text(found.grid, row)), figures, funds=False,
                         on_top=True)


def _label(found: Found, row: int, text: str) -> Entry:
    column = next(column for column in found.grid.lines[row]
                  if found.grid.at(row, column).value == text)
    return entry_at(found.grid, row, column)


def _of_money(found: Found, row: int, read: set[int], values: set[str]) -> Unread | None:
    """The first cell on the row that speaks of money, with the figures from there on; those of a
    header stand below it."""
    grid, told = found.grid, {}
    for column in grid.lines[row]:
        value = grid.at(row, column).value
        text = normal(value[:_LONGEST_NOTE]) if isinstance(value, str) else ""
        label = _LABEL.match(text)
        other = grid.address(row, column) in values and not (
            label and speaks_of_money(label[0], found.words.titles))
        if not other and not is_title(text, found.words) and speaks_of_money(
                text, found.words.titles):
            told[column] = text
    pointed = any(_POINTED.search(text) for text in told.values())
    if not (pointed or any(len(text) <= _LONGEST_LABEL for text in told.values())):
        return None
    first = min(told)
    figures = _figures(found, row, first)
    below = () if figures or row + 1 in read else _figures(found, row + 1, 1)
    enough = len(figures or below) >= (1 if pointed else _A_WHOLE)
    return Unread(entry_at(grid, row, first), figures or below) if enough else None


def _figures(found: Found, row: int, first: int) -> tuple[Fraction, ...]:
    """The numbers that stand on the row from a column on; no years, no numbers of notes."""
    texts = (shown(found.grid.at(row, column))[:_LONGEST_NOTE]
             for column in found.grid.lines.get(row, ()) if column >= first)
    return tuple(Fraction(each) for text in texts
                 for each in _FIGURE.findall(_NOT_COUNTED.sub("", normal(text))))
