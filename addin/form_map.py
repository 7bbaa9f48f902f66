"""A form map (表样): where an official form keeps its figures, told by header texts, never addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from addin.errors import UserError
from scoring.document import DocumentError, parse_document
from scoring.door import entry

Role = Literal["level1", "level2", "level3", "weight", "score", "target", "actual", "reason",
               "review", "standard", "level1_weight", "level2_weight", "nature", "unit"]


@entry
class Column:
    """A column of the indicator table: the texts its header may have; ``after`` tells two columns
    of one header text apart: the first one to the right of that column is meant."""

    header: tuple[str, ...]
    after: str = ""
    optional: bool = False


@entry
class Place:
    """Where a value outside the tables stands: beside its label, below it, or in the label's cell."""

    label: tuple[str, ...]
    at: Literal["right", "below", "same"] = "right"


@entry
class Funds:
    """The funds table: amount columns by name, the scored row, and its parts."""

    columns: Mapping[str, tuple[str, ...]]
    scored: tuple[str, ...]
    parts: tuple[str, ...] = ()
    optional: bool = False


@entry
class Table:
    """The indicator table: its columns by role, and the words that begin its total row."""

    columns: Mapping[str, Column]
    total: tuple[str, ...] = ("总分", "总计", "合计")
    total_weight: str = "weight"
    """The role of the column in which the total row keeps the weights' sum."""


@entry
class FormMap:
    """One official form. ``title`` are texts that stand above it; ``sheet`` its blank's sheet."""

    form: str
    name: str
    title: tuple[str, ...]
    table: Table
    funds: Funds | None = None
    fields: Mapping[str, Place] = field(default_factory=dict)
    unit: str = "万元"


def plain_label(text: str) -> str:
    """A header text for comparison: no white space, no brackets, no colon, half-width forms.

    >>> plain_label("年初预算数 (A)："), plain_label("年度\\n指标值（A）")
    ('年初预算数', '年度指标值')
    """
    normal = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).rstrip(":")
    return re.sub(r"\([^()]*\)", "", normal).rstrip(":") or normal


@cache
def packaged_maps() -> tuple[FormMap, ...]:
    """Every form map that ships with the package."""
    folder = files("templates") / "forms"
    return tuple(read_map(one / "map.yaml") for one in sorted(folder.iterdir(), key=lambda f: f.name)
                 if one.is_dir() and (one / "map.yaml").is_file())


def form_folder(form: str) -> Traversable:
    """The folder of one form: its blank workbook, its map, its published filing."""
    return files("templates") / "forms" / form


def read_map(file: Traversable) -> FormMap:
    """Read and check one form map; UserError names file, line and entry."""
    from pydantic import TypeAdapter, ValidationError

    try:
        document = parse_document(file.read_text(encoding="utf-8"))
        return TypeAdapter(FormMap).validate_python(document.data)
    except DocumentError as error:
        raise UserError(f"表样 {file} 第{error.line}行：{error.message}") from None
    except ValidationError as error:
        first: Any = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        line = document.line(first["loc"])
        raise UserError(f"表样 {file} 第{line}行：“{where}”不对（{first['msg']}）") from None
