"""A figure that a rule needs and the form has no column for; typed on the sheet 基础数据."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from scoring.rules.door import Number, model

InputKind = Literal["数字", "是否", "档次", "列表", "表"]

TABLE_COLUMNS = ("名称", "目标值", "实际值", "档次")
"""Columns of an input of kind 表. Its ``Entry`` holds one item a row, whose text is the 名称 and
whose own items are the other three cells."""

_NAMED = 3
"""So many figures that are lacking are named."""
_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[RrCc]")


@model
class Input:
    """One figure: ``count`` of them for a 列表 (twelve months) or the rows of a 表; ``choices`` for
    a 档次. One that is ``optional`` may stay empty: no (是否), none (数字). A number may not be
    below ``minimum``."""

    meaning: str = ""
    unit: str = ""
    source: str = ""
    count: int = 1
    choices: tuple[str, ...] = ()
    kind: InputKind = "数字"
    optional: bool = False
    minimum: Number = Fraction(0)


@dataclass(frozen=True, slots=True)
class Need:
    """A figure that a rule uses. ``auto`` describes it where the rule itself says what it is; a
    figure without that must be declared in the ruleset's ``inputs`` or stand in the form."""

    name: str
    auto: Input | None = None


def listed(names: Sequence[str]) -> str:
    """What is lacking, in a sentence: of many the first two and how many there are.

    >>> listed(["编制数", "在职人员数"]), listed(["甲数", "乙数", "丙数", "丁数"])
    ('编制数、在职人员数', '甲数、乙数等4项资料')
    """
    return "、".join(names) if len(names) <= _NAMED else (
        f"{'、'.join(names[:2])}等{len(names)}项资料")


def quoted(asked: str) -> str:
    """What a rule asks for, in quotation marks where it has none of its own."""
    return asked if "“" in asked else f"“{asked}”"


@lru_cache(maxsize=8192)
def defined_name(text: str) -> str:
    """The text as a name that a spreadsheet takes: letters, digits, _ and . only.

    >>> defined_name("“三公”经费变动率"), defined_name("5年规划（含）"), defined_name("AB12")
    ('三公经费变动率', '_5年规划含', '_AB12')
    """
    plain = re.sub(r"[^\w.]", "", text)
    unlawful = not plain or not (plain[0].isalpha() or plain[0] == "_") or _CELL.fullmatch(plain)
    return (f"_{plain}" if unlawful else plain)[:255]
