"""The map that fits a form, and the columns that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TypeVar

from addin.forms.blocks import Block
from addin.forms.cells import Texts
from addin.library.form_map import UNMAPPED, Column, FormMap, plain_label

_Name = TypeVar("_Name", bound=str)
_ALL = 100
_HALF, _NEARLY_ALL = 50, 90
"""Percent of a map's labels that must be there, with its title and without."""


def map_of(block: Block, texts: Texts, maps: Sequence[FormMap]) -> FormMap:
    """The map whose title stands above the form and most of whose labels stand in it, or nearly
    all of whose labels do."""
    head = block.heads[0]
    above = "\n".join(text for text, places in texts.places.items() if places[0][0] < head.top)
    named = [(title, share, form) for form in maps if (title := _title(form, above))
             and (share := _share(form, texts, head.row, _HALF))]
    fits = named or [(0, share, form) for form in maps if form.fields
                     and (share := _share(form, texts, head.row, _NEARLY_ALL))]
    return max(fits, key=lambda each: each[:2])[2] if fits else UNMAPPED


def _title(form: FormMap, above: str) -> int:
    """The length of the map's title that is there."""
    return max((len(each) for each in map(plain_label, form.title) if each in above), default=0)


def _share(form: FormMap, texts: Texts, row: int, least: int) -> int:
    """The percentage of the map's labels that are there; 0 as soon as it is less than ``least``."""
    columns = [each for each in form.table.columns.values() if not each.optional]
    whole = len(form.begins) + len(columns)
    there = chain((any(label in texts.joined for label in labels) for labels in form.begins),
                  (bool(places_of(texts, row, column)) for column in columns))
    lacking = 0
    for each in there:
        lacking += not each
        if lacking * _ALL > whole * (_ALL - least):
            return 0
    return _ALL * (whole - lacking) // whole if whole else _ALL


def given_by(texts: Texts, row: int, wanted: Mapping[_Name, Column]) -> dict[str, int]:
    """The columns of which a map says what they are."""
    columns: dict[str, int] = {}
    for role, column in wanted.items():
        left = columns.get(column.after, 0)
        places = [place for place in places_of(texts, row, column)
                  if place > left and place not in columns.values()]
        shown = [place for place in places if place not in texts.grid.hidden_columns]
        if places:
            columns[role] = min(shown or places)
    return columns


def places_of(texts: Texts, row: int, column: Column) -> list[int]:
    return [place for header in column.header
            for place in texts.header(header).get(row, ())]
