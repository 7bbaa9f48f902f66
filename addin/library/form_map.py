"""A form map (表样): what is particular in one official form, beyond the words of its headers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from addin.errors import UserError
from addin.library.data_file import read_file
from scoring.rulefile.mistakes import Problem, Problems
from scoring.rules.door import model

MAP, BLANK, PUBLISHED = "map.yaml", "blank.xlsx", "published.yaml"
"""The files of a form's folder; only the map must be there."""

Role = Literal["level1", "level2", "level3", "level4", "weight", "score", "target", "actual",
               "reason", "review", "level1_weight", "level2_weight", "level3_weight", "nature",
               "unit", "standard", "explanation", "completion", "remark"]


@model
class Column:
    """A column: the texts its header may have. ``after`` names a role whose column stands to the
    left of this one, and so tells columns with one header text apart."""

    header: tuple[str, ...]
    after: str = ""
    optional: bool = False


@model
class Place:
    """Where a value outside the tables stands: beside its label, below it, or in its cell."""

    label: tuple[str, ...]
    at: Literal["right", "below", "same"] = "right"


@model
class Funds:
    """The funds table: columns that its words do not tell, the row of all funds, its parts."""

    columns: Mapping[str, Column] = field(default_factory=dict)
    scored: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    optional: bool = False


@model
class Table:
    """The indicator table: columns that the words of their headers do not tell, by role."""

    columns: Mapping[Role, Column] = field(default_factory=dict)
    total: tuple[str, ...] = ()
    """Texts that begin the total row, where it is called otherwise than everywhere."""
    total_weight: Role | None = None
    """The column in which the total row keeps the sum of the weights, where it is another."""


@model
class FormMap:
    """What is particular in one official form. ``title`` are texts that stand above its tables.

    ``splits`` name fields of which one is the sum of others; ``grade`` is the field of the grade.
    """

    form: str
    name: str
    title: tuple[str, ...]
    table: Table = field(default_factory=Table)
    funds: Funds | None = None
    fields: Mapping[str, Place] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grade: str = "等级"
    unit: str = "万元"

    @cached_property
    def begins(self) -> tuple[tuple[str, ...], ...]:
        """What the line begins with that holds the label of each field."""
        return tuple(tuple(f"\n{plain_label(label)}" for label in place.label)
                     for place in self.fields.values())

    @cached_property
    def totals(self) -> frozenset[str]:
        """What the total's row may be called in this form alone."""
        return frozenset(map(plain_label, self.table.total))


UNMAPPED = FormMap(form="", name="", title=())
"""A form of which nothing is known but its words."""


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """A header text for comparison: no white space, no brackets, no colon, half-width forms.

    >>> plain_label("年初预算数 (A)："), plain_label("年度\\n指标值（A）")
    ('年初预算数', '年度指标值')
    """
    seen = "".join(each for each in unicodedata.normalize("NFKC", text)
                   if unicodedata.category(each) != "Cf")
    normal = re.sub(r"\s+", "", seen).rstrip(":")
    return re.sub(r"\([^()]*\)", "", normal).rstrip(":") or normal


@cache
def packaged_maps() -> tuple[FormMap, ...]:
    """Every form map that ships with the package."""
    return read_maps(files("templates") / "forms")


def read_maps(forms: Traversable) -> tuple[FormMap, ...]:
    """The maps in a folder of forms, which stand in folders of their own names."""
    return tuple(map_in(folder) for folder in sorted(forms.iterdir(), key=lambda one: one.name)
                 if (folder / MAP).is_file())


def map_in(folder: Traversable) -> FormMap:
    """The map of the form whose folder this is."""
    form = read_map(folder / MAP)
    if form.form != folder.name:
        raise UserError(f"表样 {folder / MAP}：form 写的是“{form.form}”，应与文件夹同名：“{folder.name}”")
    return form


def form_folder(form: str) -> Traversable:
    """The folder of one form: its blank workbook, its map, its published filing."""
    return files("templates") / "forms" / form


def read_map(file: Traversable) -> FormMap:
    """Read and check one form map; UserError names file and line."""
    return read_file(file, "表样", FormMap, _checked)


def _checked(form: FormMap) -> FormMap:
    if found := tuple(_problems(form)):
        raise Problems(found)
    return form


def _problems(form: FormMap) -> Iterator[Problem]:
    """What refers to something else in the map must find it there."""
    for name, parts in form.splits.items():
        for each in (name, *parts):
            if each not in form.fields:
                yield ("splits", name), f"splits 用到的“{each}”不在 fields 中"
    seen: set[str] = set()
    for role, column in form.table.columns.items():
        if column.after and column.after not in seen:
            yield ("table", "columns", role, "after"), f"after 的“{column.after}”须是写在前面的一栏"
        seen.add(role)
