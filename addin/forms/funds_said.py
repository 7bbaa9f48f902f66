"""Funds that stand in no table: labels with their figures beside them, or lines and sentences that
say both (预算数：200万元；执行数：190万元；执行率：95%；得分：9.5分)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from addin.books.book import Grid
from addin.forms.blocks import first_text
from addin.forms.budgets import budget_among
from addin.forms.cells import entry_at, entry_seen
from addin.forms.points import points_behind
from addin.library.words import Lexicon, Vocabulary
from scoring.filing import BLANK, Entry, FundRow
from scoring.filing.numbers import number
from scoring.values.normal import normal
from scoring.values.quantity import plain_number, read

_LONGEST, _LONGEST_FIGURE = 200, 20
_SAID = re.compile(r"([\u4e00-\u9fff]{1,14}+(?:\([^()]{0,10}\))?)[:=为是]?"
                   r"(-?\d+(?:,\d{3})*(?:\.\d+)?(?:%|[亿千百万]{0,2}元|分(?!之))?)")
"""A label and its figure, in a text without white space. A run of words is tried as it is: shorter
ones of it end before no figure, and there are many."""
_OF_POINTS = "分0123456789"
_SIGNS_OF = {"rate": "%0123456789", **dict.fromkeys(("opening", "budget", "executed"),
                                                    "元0123456789")}
"""With what a figure of a concept ends: points are no rate."""
_RATE = re.compile("(?:执行|支出|支付|使用)(?:率|情况|进度)")
_MONTH = re.compile(r"\s*20\d\d\s*[-.年/]\s*\d{1,2}\s*月?\s*")
_RESULT = re.compile(r"(?<![×*xX\d.])(\d+(?:\.\d+)?%)$|=(\d+(?:\.\d+)?%)")
_AMOUNTS = {"opening": "年初预算数", "budget": "全年预算数", "executed": "全年执行数"}
_ONLY_ONE, _MOST_POINTS = 1, 30
_FIRST_OF_POINTS = 3
"""Left of the points stand a label and what it says."""
_ROWS_OF_POINTS = 3
"""The points stand at most so many rows below the amounts (执行率, 分值, 得分 in rows of their own)."""


@dataclass(frozen=True)
class _Said:
    """A figure with what its label says it is."""

    concept: str
    label: str
    value: Entry


def funds_said(grid: Grid, words: Vocabulary, rows: Iterable[int]) -> tuple[FundRow, ...]:
    """The one row of funds that labels or lines tell: its budget, what was executed, its points,
    which stand no farther than in the rows beside those of the amounts."""
    found = {row: said for row in rows if (said := list(_said(grid, words.funds, row)))}
    amounts = [row for row, said in found.items()
               for each in said if each.concept in ("budget", "executed")]
    near = range(min(amounts, default=0) - 1, max(amounts, default=0) + _ROWS_OF_POINTS + 1)
    first = {each.concept: each.value for row in reversed(found) for each in reversed(found[row])
             if row in near or each.concept not in ("weight", "score")}
    if not {"budget", "executed"} <= first.keys():
        rates = (_rate_alone(said) for said in found.values())
        return next((row for row in rates if row), ())
    opening, rate = first.get("opening", BLANK), first.get("rate", BLANK)
    if not first.keys() & {"weight", "score"}:
        first["score"] = _behind_the_rate(grid, rate)
    budgets = [(each.label, each.value) for said in found.values() for each in said
               if each.concept == "budget"]
    budget = budget_among(budgets, first["executed"], rate, opening)
    named = dict(zip(_AMOUNTS.values(), (opening, budget or BLANK, first["executed"]),
                     strict=True))
    return _row(budget or first["executed"], first,
                {column: each for column, each in named.items() if not each.blank})


def _behind_the_rate(grid: Grid, rate: Entry) -> Entry:
    """The points that stand right behind the rate without a label (执行率 | 97% | 9.7)."""
    if not rate.cell:
        return BLANK
    row, column = grid.place(rate.cell)
    entry = entry_at(grid, row, grid.area(row, column).right + 1)
    return entry if entry.number is not None and 0 <= entry.number <= _MOST_POINTS else BLANK


def _row(place: Entry, said: Mapping[str, Entry],
         amounts: Mapping[str, Entry]) -> tuple[FundRow, ...]:
    """The row of all funds; a score that no execution rate can have is the form's, not its own."""
    weight, score = said.get("weight", BLANK), said.get("score", BLANK)
    points = number(score)
    if weight.blank and points is not None and points > _MOST_POINTS:
        score = BLANK
    return (FundRow(replace(place, text="年度资金总额", number=None), amounts, weight,
                    said.get("rate", BLANK), score, scored=not (score.blank and weight.blank),
                    whole=True),)


def _rate_alone(found: Sequence[_Said]) -> tuple[FundRow, ...]:
    """A line that tells an execution rate and its points, and not what it came about from."""
    first = {each.concept: each.value for each in reversed(found)}
    spoken = any(each.concept == "rate" and _RATE.search(each.label) for each in found)
    return _row(first["rate"], first, {}) if spoken and "score" in first else ()


def funds_beside_points(grid: Grid, words: Vocabulary, rows: Iterable[int],
                        roles: Mapping[str, int]) -> tuple[FundRow, ...]:
    """The row of an execution rate that says how it came about across the columns of the indicators
    (（全年执行数190万元÷全年预算数200万元）×100%＝95%), and has its points in theirs."""
    places = [roles[role] for role in ("weight", "score") if role in roles]
    for row in rows:
        weight, score = (entry_at(grid, row, roles[role]) if role in roles else BLANK
                         for role in ("weight", "score"))
        label = first_text(grid, row)
        bare = number(weight) is None or number(score) is None
        if bare or min(places) < _FIRST_OF_POINTS or not _RATE.search(label):
            continue
        told = [(column, text) for column in grid.lines[row] if column < min(places)
                and isinstance(text := grid.at(row, column).value, str)]
        rate = next((Entry(match[1] or match[2], cell=grid.address(row, column), formatted=True)
                     for column, text in reversed(told)
                     for match in _RESULT.finditer("".join(normal(text[:_LONGEST]).split()))
                     ), BLANK)
        said = {each.concept: each.value for column, text in told
                for each in _pairs(text, words.funds, grid.address(row, column))}
        if rate.blank and not {"budget", "executed"} <= said.keys():
            continue
        amounts = {name: said[concept] for concept, name in _AMOUNTS.items() if concept in said}
        name = Entry(label, cell=grid.address(row, told[0][0]))
        return (FundRow(name, amounts, weight, rate, score, scored=True, whole=True),)
    return ()


def _said(grid: Grid, words: Lexicon, row: int) -> Iterator[_Said]:
    for column in grid.lines.get(row, ()):
        text = grid.at(row, column).value
        if not isinstance(text, str):
            continue
        inside = list(said_in(text, words, grid.address(row, column)))
        if inside:
            yield from inside
            continue
        concept = _concept(text, words)
        if not concept:
            continue
        figure = entry_seen(grid, row, grid.area(row, column).right + 1)
        printed = points_behind(Entry(text, cell=grid.address(row, column)))
        if printed is not None:
            yield _Said("weight", text, printed)
        if _is_figure(figure) and not any(said_in(figure.text, words, figure.cell)):
            yield _Said(concept, text, figure)
            if concept == "rate" and printed is not None:
                yield from _score_behind(grid, figure, number(printed))


def _score_behind(grid: Grid, rate: Entry, most: Fraction | None) -> Iterator[_Said]:
    """The points right of a rate whose label prints how many there are (执行率（10分） | 90% | 9)."""
    row, column = grid.place(rate.cell)
    behind = entry_seen(grid, row, grid.area(row, column).right + 1)
    points = number(behind)
    if points is not None and most is not None and 0 <= points <= most:
        yield _Said("score", "", behind)


def said_in(text: str, words: Lexicon, cell: str) -> Iterator[_Said]:
    """What a cell says by itself: one label with its figure and nothing else, or a line of several
    among which are points."""
    found = list(_pairs(text, words, cell))
    alone = _SAID.fullmatch("".join(normal(text[:_LONGEST]).split())) is not None
    pointed = len(found) > _ONLY_ONE and any(each.concept in ("weight", "score")
                                             for each in found)
    if not (alone or pointed):
        return
    yield from found
    printed = points_behind(Entry(text, cell=cell))
    if printed is not None and all(each.concept != "weight" for each in found):
        yield _Said("weight", "", printed)


def _pairs(text: str, words: Lexicon, cell: str) -> Iterator[_Said]:
    """The labels with figures behind them in a text."""
    for match in _SAID.finditer("".join(normal(text[:_LONGEST]).split())):
        concept = _concept(match[1], words)
        if concept and match[2][-1] in _SIGNS_OF.get(concept, _OF_POINTS):
            yield _Said(concept, match[1], _figure(match[2], cell))


def _concept(label: str, words: Lexicon) -> str:
    """What a label says; the form's own total (总得分) is no score of the funds."""
    return "" if "总" in label and words.best(label) == "score" else words.best(label)


def _figure(text: str, cell: str) -> Entry:
    """A figure inside a cell: points are a number, an amount or a share is the text that it is."""
    points = plain_number(text) if text.endswith("分") or text[-1:].isdigit() else None
    return Entry(text, points, cell, formatted=True)


def _is_figure(entry: Entry) -> bool:
    """Whether an amount, points or a share stands there: something with digits, and no day or month
    (自评时间 | 2024-02)."""
    said = read(entry.text)
    short = len(entry.text) <= _LONGEST_FIGURE and any(each.isdigit() for each in entry.text)
    return short and not (said is not None and said.is_date) and not _MONTH.fullmatch(entry.text)
