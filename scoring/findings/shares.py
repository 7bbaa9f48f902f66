"""A share in a sentence: a bare 1 beside ≥95% is 100%."""

from __future__ import annotations

import re

from scoring.awards.scorecard import Award
from scoring.filing import Entry
from scoring.filing.numbers import number
from scoring.findings.entries import shown
from scoring.findings.money import LARGEST_RATIO, percentage, plain
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE

_SHARE = "比率"
_BARE = re.compile(r"[\d.]*")


def target_said(award: Award) -> str:
    """The row's 年度指标值 for a sentence."""
    return _said(award.row.target, award)


def actual_said(award: Award) -> str:
    """The row's 实际完成值 for a sentence."""
    return _said(award.row.actual, award)


def _said(entry: Entry, award: Award) -> str:
    value = number(entry) if _BARE.fullmatch(plain(entry.text)) else None
    if value is None or not 0 <= value <= LARGEST_RATIO or not _is_share(award):
        return shown(entry)
    return percentage(value)


def _is_share(award: Award) -> bool:
    if plain_name(award.row.name) == EXECUTION_RATE:
        return True
    pair = award.compared
    return pair is not None and _SHARE in (pair[0].dimension, pair[1].dimension)
