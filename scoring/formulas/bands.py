"""定性分档 as limits: the band that the words say bounds the score; beside ``rules.scales.bands``."""

from __future__ import annotations

from fractions import Fraction

from scoring.formulas.expr import NO, YES, ZERO, Expr, Text, Truth, every, figure, some, when
from scoring.formulas.lists import picked
from scoring.formulas.words import matching, own_words, words_of
from scoring.formulas.workings import Found, Workings, either
from scoring.rules.scales.bands import LEVEL, WHOLE, Band, Bands

UNDECIDED = "档次未定，需人工认定"


def bands(rule: Bands, row: Workings) -> Found:
    """A level of fixed points is a score; any other bounds what a person gives."""
    chosen = row.place.figures.get(f"{row.name}_{LEVEL}")
    cell = figure(f"{row.name}_{LEVEL}") if chosen is not None else None
    return of_level(rule, row, cell)


def of_level(rule: Bands, row: Workings, cell: Expr | None) -> Found:
    """``cell`` is where the level may be chosen; else the row's own words say it."""
    spoken = row.keep("档次", _spoken(rule, row))
    place = spoken
    wrong: Expr = NO
    if cell is not None:
        picked = row.keep("所选档次", _place(rule, words_of(row, cell)))
        place = when(cell.equals(""), spoken, picked)
        wrong = every(cell.differs(""), picked.equals(0))
    place = row.keep("档次", place)
    found = row.open(Text(UNDECIDED), stands=YES)
    for number, band in enumerate(rule.bands, 1):
        found = either(place.equals(number), _within(band, row), found)
    return row.either(wrong, row.open(Text("所选的不是所列的档次")), found)


def _spoken(rule: Bands, row: Workings) -> Expr:
    """The band that the row's 实际值 names; the best where it repeats the target."""
    if "实际值" not in row.place.own:
        return ZERO
    said = own_words(row, "实际")
    place = row.keep("档次", _place(rule, said))
    if "目标值" not in row.place.own:
        return place
    repeated = every(said.differs(""), said.equals(own_words(row, "目标")))
    return when(some(place > 0, Truth(not rule.bands)), place, when(repeated, 1, 0))


def _place(rule: Bands, said: Expr) -> Expr:
    """The number of the band that the words mean, the better one where they mean two."""
    words = [(word, number) for number, band in enumerate(rule.bands, 1)
             for word in (band.name, *band.words)][::-1]
    found = matching([word for word, _ in words], said)
    return picked(found, [number for _, number in words], 0)


def _within(band: Band, row: Workings) -> Found:
    if band.points is not None:
        return Found(row.points(band.points))
    share = band.share or WHOLE
    low, high = share.low or Fraction(0), share.high or Fraction(0)
    if band.fixed:
        return Found(row.share(low))
    return Found(why=Text(f"属“{band.name}”，由评价人在档内给分"), low=row.share(low),
                 high=row.share(high), low_open=Truth(not share.low_closed),
                 high_open=Truth(not share.high_closed), known=YES)
