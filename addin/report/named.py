"""What an indicator is called, and what it aims at, in running text: without the marks of the
system that printed the form."""

from __future__ import annotations

import re

from addin.report.gaps import DRAFT_MARK
from addin.report.text import in_prose, one_line
from scoring.awards.scorecard import Award

_DECORATION = re.compile(r"^[★☆※◆◇●○■□▲△*＊#\s]+")
_BLANK = re.compile(r"[（(][^（()）]{0,12}[*＊]{2}[^（()）]{0,24}[）)]|[≥≤<>=＜＞＝]{1,2}[*＊]{2}.{0,12}$")
"""What a template leaves to be typed (≥**人), printed as it stands."""
_OWN_NUMBER = re.compile(r"^指标\s?\d{1,2}(?:[:：.、]|\s|(?!\d))")
_LONGEST_CLAUSE = 60
_UNNAMED = f"{DRAFT_MARK}指标名称】"
_WRITTEN = ((re.compile(r">=|≧"), "≥"), (re.compile(r"<=|≦"), "≤"),
            (re.compile(r"(?<=\d)百分比"), "%"), (re.compile("═"), "="),
            (re.compile(r"(?<=[\u4e00-\u9fff])[*＊](?=[\u4e00-\u9fff])"), "·"))
"""Signs as systems export them, and as people write them."""


def named(award: Award) -> str:
    """The indicator's name; one that stands there without any is told by its clause."""
    filed = award.row.name
    own = filed if filed.split() and _bare(filed) == _bare(award.indicator) else award.indicator
    if award.row.levels and not filed.strip():
        return _nameless(award)
    return in_prose(one_line(undecorated(own))) or in_prose(award.indicator)


def _bare(text: str) -> str:
    return "".join(text.split())


def undecorated(name: str) -> str:
    """A name without stars, blanks of the template (≥**人) and its place in the list (指标1:).

    >>> undecorated("★★★农村低保发放人数(按月平均)(≥**人)"), undecorated("受益人口数≥**人")
    ('农村低保发放人数(按月平均)', '受益人口数')
    >>> undecorated("指标1 2021年11月底前完成支付"), undecorated("指标1:工程质量合格")
    ('2021年11月底前完成支付', '工程质量合格')
    """
    return _OWN_NUMBER.sub("", _BLANK.sub("", _DECORATION.sub("", name))).strip()


def value_said(text: str) -> str:
    """A target or a result as it is written by hand.

    >>> value_said(">=530元/人*月"), value_said("≥100百分比")
    ('≥530元/人·月', '≥100%')
    """
    for pattern, sign in _WRITTEN:
        text = pattern.sub(sign, text)
    return text


def _nameless(award: Award) -> str:
    clause = one_line(award.clause.text if award.clause else award.row.standard.text)
    clause = in_prose(clause).rstrip("。")
    known = 0 < len(clause) <= _LONGEST_CLAUSE
    return f"{_UNNAMED}（{clause}）" if known else _UNNAMED
