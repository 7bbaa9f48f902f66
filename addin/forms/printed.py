"""The rules that an official form prints: its indicators with their 评分标准, row by row.

Only the words of the headers are looked at, so that a form nobody described is read too, and one
that is no filing (an indicator system, an annex to a notice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from addin.books.book import Grid, Readable, address, shown
from addin.library.form_map import plain_label
from scoring.values.exact import exact

_LEVEL = re.compile(r"([一二三四])级(?:指标|目标)(?:名称)?|(?:评价|考核|绩效)?指标(?:名称)?|考核项目|评价内容")
_NAME = re.compile(r"指标名称|名称")
_WEIGHT = re.compile(r"(?:指标)?(?:分值|权重|标准分|满分|标准分值|权重分|分数)")
_CLAUSE = re.compile(r"(?:评分|计分|评价|扣分|得分|考核|赋分)(?:标准|细则|规则|办法|方法|依据)|评分标准及办法|计分方法及标准")
_EXPLANATION = re.compile(r"指标(?:解释|说明|内容|含义|释义|解释说明)|评价要点|计算公式|评价内容|考核内容|指标解释及计算公式")
_TARGET = re.compile(r"(?:年度|年初|全年|预期|绩效|计划|设定)*(?:指标|目标)值|计划值")
_REMARK = re.compile(r"说明|备注")
_SCORES = re.compile(r"(?:得|扣|计|\()\d+(?:\.\d+)?分|评分规则|不得分|分值的?\d|得分[=＝]")
_BELOW = re.compile("|".join(each.pattern for each in (_NAME, _WEIGHT, _CLAUSE, _EXPLANATION)))
"""What the second row of a header may say."""
_TOTAL = re.compile(r"(?:合计|总计|总分|总得分|自评总分|得分合计)")
_ORDER, _ANY = "一二三四", "指标"
_LAST_HEADER = 80
_FEWEST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One indicator with what the form prints about it; ``cell`` is that of its clause. A clause
    that one cell prints for several indicators is ``shared``."""

    path: tuple[str, ...]
    weight: Fraction | None
    clause: str
    explanation: str
    cell: str
    shared: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    row: int
    levels: Sequence[int]
    weight: int | None
    clause: int
    explanations: Sequence[int]
    target: int | None


def printed_rows(book: Readable) -> list[PrintedRow]:
    """Of every sheet that prints rules, in order."""
    own = book.own_sheets
    return [row for name in book.sheets if name not in own for row in _rows(book.grid(name))]


def without_levels(book: Readable) -> Iterator[str]:
    """The headers that name the rules and no level that is known, in words."""
    for name in (each for each in book.sheets if each not in book.own_sheets):
        grid = book.grid(name)
        for row in (each for each in grid.rows() if each <= _LAST_HEADER):
            texts = [text for column in grid.lines.get(row, ())
                     if (text := " ".join(_text(grid, row, column).split()))]
            clause = next((each for each in texts if _CLAUSE.fullmatch(plain_label(each))), "")
            if clause and len(texts) > _FEWEST_HEADERS:
                there = "、".join(f"“{each}”" for each in texts)
                yield (f"工作表“{name}”第 {row} 行有“{clause}”一栏，但没有认出哪一栏是指标名称（现有{there}）")


def titles(book: Readable) -> list[str]:
    """The short texts above the tables: what the forms are called, and of which year."""
    return [shown(cell) for name in book.sheets if name not in book.own_sheets
            for (row, _), cell in sorted(book.grid(name).cells.items())
            if row <= 5 and 4 <= len(shown(cell)) <= 60]


def _rows(grid: Grid) -> Iterator[PrintedRow]:
    columns = _header(grid)
    if columns is None:
        return
    above: list[str] = [""] * len(columns.levels)
    for row in (each for each in grid.rows() if each > columns.row):
        own = [_level(grid, row, column) for column in columns.levels]
        if _TOTAL.match(plain_label("".join(own))):
            return
        above = _filled(own, above)
        printed = _row(grid, row, columns, own, above)
        if printed is not None:
            yield printed


def _filled(own: Sequence[str], above: Sequence[str]) -> list[str]:
    """A level left empty is that of the row above, unless a higher one is new."""
    made, new = [], False
    for text, before in zip(own, above, strict=True):
        new = new or bool(text and text != before)
        made.append(text or ("" if new else before))
    return made


def _row(grid: Grid, row: int, columns: _Columns, own: Sequence[str],
         levels: Sequence[str]) -> PrintedRow | None:
    """An indicator, or None for a row that begins none (a second line, a title between rows)."""
    name = levels[-1]
    area = grid.area(row, columns.levels[-1])
    if not name or area.top != row or not own[-1]:
        return None
    clause_area = grid.area(row, columns.clause)
    clause = "\n".join(dict.fromkeys(
        text for each in range(row, area.bottom + 1)
        if (text := _text(grid, each, columns.clause))))
    weight = _weight(_text(grid, row, columns.weight)) if columns.weight else None
    if not clause and weight is None:
        return None
    explanation = "\n".join(filter(None, (_text(grid, row, each) for each in columns.explanations)))
    path = tuple(_titled(level) for level in levels if level)
    shared = clause_area.top < row or clause_area.bottom > area.bottom
    return PrintedRow(path, weight, clause, explanation,
                      address(clause_area.top, clause_area.left, grid.name), shared,
                      _text(grid, row, columns.target) if columns.target else "")


def _titled(level: str) -> str:
    """A level's name without its weight and line breaks."""
    return re.sub(r"[（(]\d+(?:\.\d+)?分?[）)]$", "", re.sub(r"\s+", "", level))


def _level(grid: Grid, row: int, column: int) -> str:
    text = shown(grid.seen(row, column)).strip()
    return "" if text in ("/", "—", "-", "……", "…") else text


def _text(grid: Grid, row: int, column: int) -> str:
    return shown(grid.seen(row, column)).strip()


def _weight(text: str) -> Fraction | None:
    try:
        return exact(re.sub(r"[分\s]", "", text))
    except (ValueError, ZeroDivisionError):
        return None


def _header(grid: Grid) -> _Columns | None:
    """The first rows that name a level and the rules; headers may take two rows."""
    for row in (each for each in grid.rows() if each <= _LAST_HEADER):
        if not any(_LEVEL.fullmatch(plain_label(shown(cell)))
                   for (at, _), cell in grid.cells.items() if at == row):
            continue
        for depth in (1, 0):
            found = _columns(grid, row, row + depth)
            if found is not None:
                return found
    return None


def _columns(grid: Grid, top: int, bottom: int) -> _Columns | None:
    last = max((column for row, column in grid.cells if top <= row <= bottom), default=0)
    heads = {column: _heads(grid, column, top, bottom) for column in range(1, last + 1)}
    if top != bottom and not any(high != low and _BELOW.fullmatch(low)
                                 for high, low in heads.values()):
        return None
    levels = _levels(heads)
    clause = _one(heads, _CLAUSE) or _scoring_remark(grid, heads, bottom)
    if not levels or clause is None:
        return None
    weights = [column for column, (_, low) in heads.items() if _WEIGHT.fullmatch(low)]
    weight = next((column for column in weights if column > levels[-1]),
                  weights[-1] if weights else None)
    explanations = [column for column, (_, low) in heads.items()
                    if _EXPLANATION.fullmatch(low) and column not in levels and column != clause]
    return _Columns(bottom, levels, weight, clause, explanations, _one(heads, _TARGET))


def _heads(grid: Grid, column: int, top: int, bottom: int) -> tuple[str, str]:
    """A column's header, and the one below it where there is one."""
    high, low = (plain_label(shown(grid.seen(row, column))) for row in (top, bottom))
    return high, low or high


def _levels(heads: Mapping[int, Sequence[str]]) -> list[int]:
    """The columns of the levels, from the highest down."""
    found: dict[str, int] = {}
    for column, (high, low) in heads.items():
        named = _LEVEL.fullmatch(low)
        if _NAME.fullmatch(low):
            named = _LEVEL.fullmatch(high) or named
        if named is not None:
            found.setdefault(named[1] or _ANY, column)
    ordered = [found[word] for word in _ORDER if word in found]
    return ordered or ([found[_ANY]] if _ANY in found else [])


def _one(heads: Mapping[int, Sequence[str]], wanted: re.Pattern[str]) -> int | None:
    return next((column for column, (_, low) in heads.items() if wanted.fullmatch(low)), None)


def _scoring_remark(grid: Grid, heads: Mapping[int, Sequence[str]], bottom: int) -> int | None:
    """A column 说明 in which rules stand: what stands below decides, not the header."""
    for column, (_, low) in heads.items():
        if _REMARK.fullmatch(low):
            texts = [_text(grid, row, column) for row in grid.rows() if row > bottom]
            if sum(bool(_SCORES.search(text)) for text in texts) >= 3:
                return column
    return None
