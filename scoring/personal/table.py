"""Labels in cells of their own: which cell of a table each of them speaks of.

The cell beside a label, one empty cell away at most; where nothing fits there, the column below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.personal.find import find
from scoring.personal.labels import Kind, Label, label_cell, trailing_label
from scoring.personal.names import whole_name
from scoring.personal.plain import Plain

Place = tuple[int, int]
_LONGEST_TEXT = 1_000
"""No longer text of a form ends in a label of the next cell."""
_TALLEST = 50
"""So many rows of a merged cell are looked at."""
_AREA_CODE = re.compile(r"(?:[(（]?0\d{2,3}[)）]?[-—－]?)?")
_NOTHING = re.compile(r"[\s\W_]*|[无略同上×*xX/\-—]{1,4}")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell, or a merged area: its rows and columns from 1, its text as stored, and whether it
    holds a number."""

    top: int
    left: int
    bottom: int
    right: int
    text: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell is to hold, by the text of a label; ``sure`` where nothing else can be meant."""

    label: str
    sure: bool = True


def asked(spots: Sequence[Spot]) -> Mapping[Place, Asked]:
    """First row and column of every cell that a label speaks of."""
    return _Table(spots).asked()


class _Table:
    def __init__(self, spots: Sequence[Spot]) -> None:
        self._spots = spots
        self._at: dict[Place, Spot] = {}
        self._rows = {spot.top for spot in spots if spot.text.strip()}
        for spot in spots:
            for row in range(spot.top, min(spot.bottom, spot.top + _TALLEST) + 1):
                self._at[row, spot.left] = spot
        self._beside: dict[Place, Asked] = {}
        self._below: dict[Place, Asked] = {}

    def asked(self) -> Mapping[Place, Asked]:
        for spot in self._spots:
            if not spot.text or spot.number or len(spot.text) > _LONGEST_TEXT:
                continue
            labels = _labels(spot.text)
            label = spot.text if labels else trailing_label(spot.text)
            if label and not self._look_beside(spot, label) and labels:
                self._look_below(spot, labels)
        return self._below | self._beside

    def _look_beside(self, spot: Spot, label: str) -> bool:
        """Whether the label's own row holds what it asks for."""
        found = False
        for row in range(spot.top, min(spot.bottom, spot.top + _TALLEST) + 1):
            value = self._next(row, spot.right)
            if value is not None and self._takes(value, Asked(label), self._beside):
                found = True
                self._go_on(row, value, label)
        return found

    def _next(self, row: int, right: int) -> Spot | None:
        """The cell to the right, or the one after it where that is empty or an area code."""
        value = self._at.get((row, right + 1))
        if value is None or _AREA_CODE.fullmatch(value.text.strip()):
            value = self._at.get((row, (value.right if value is not None else right + 1) + 1))
        return value if value is not None and value.text.strip() else None

    def _go_on(self, row: int, value: Spot, label: str) -> None:
        """A second name, or a telephone that the same label asks for, in the cell after it; not a
        figure after a telephone."""
        wanted = {each.kind for each in label_cell(label)}
        while wanted & {Kind.NAME, Kind.PHONE}:
            following = self._at.get((row, value.right + 1))
            if following is None or _labels(following.text):
                return
            if following.number:
                wanted -= {each.kind for each in find(value.text, label)} - {Kind.NAME}
            name = Kind.NAME in wanted and whole_name(Plain(following.text).text, sure=False)
            number = Kind.PHONE in wanted and not name
            if not (name or number) or not self._takes(
                    following, Asked(label, sure=False), self._beside):
                return
            value = following

    def _look_below(self, spot: Spot, labels: Sequence[Label]) -> None:
        header = spot.text.strip().strip(":：") in ("姓名", "名字") or self._heads(spot)
        for column in range(spot.left, spot.right + 1):
            for value in self._column(spot.bottom + 1, column):
                if not self._takes(value, Asked(spot.text, header), self._below) and (
                        _NOTHING.fullmatch(value.text.strip()) is None):
                    break

    def _column(self, row: int, column: int) -> Iterator[Spot]:
        """What stands below, one empty cell away at most, up to the next label or to a row in which
        nothing stands."""
        start = row
        while row == start or row in self._rows or (row == start + 1 and not self._filled(
                start, column)):
            value = self._at.get((row, column))
            if value is not None and value.text.strip():
                if not value.number and _labels(value.text):
                    return
                yield value
            row = (value.bottom if value is not None else row) + 1

    def _filled(self, row: int, column: int) -> bool:
        value = self._at.get((row, column))
        return value is not None and bool(value.text.strip())

    def _heads(self, spot: Spot) -> bool:
        """Whether the label is one of several at the head of a table."""
        after = self._at.get((spot.top, spot.right + 1))
        before = self._at.get((spot.top, spot.left - 1))
        return any(each is not None and bool(_labels(each.text)) for each in (after, before))

    @staticmethod
    def _takes(value: Spot, what: Asked, places: dict[Place, Asked]) -> bool:
        """Note down that the cell holds what the label asks for, where it does."""
        if not value.number and _labels(value.text):
            return False
        if _keeps(what.label):
            fits = any(each.isdigit() for each in value.text)
        else:
            kinds = {each.kind for each in label_cell(what.label)}
            fits = any(each.kind in kinds
                       for each in find(value.text, what.label, sure=what.sure))
        if fits:
            places.setdefault((value.top, value.left), what)
        return fits


def _labels(text: str) -> Sequence[Label]:
    return label_cell(text) if text else ()


def _keeps(label: str) -> bool:
    return any(each.kind is Kind.KEPT for each in label_cell(label))
