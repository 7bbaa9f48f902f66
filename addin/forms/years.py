"""Which year a form is for: of its title, or of a line of its own above the tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

YEAR = re.compile(r"(20\d\d)\s*年度?")
_OF_THE_FORM = re.compile(r"(20\d\d)\s*(?:年\s*度|财政年度|财年|[)\]]\s*年\s*度)")
_LABELLED = re.compile(r"(?:年\s*度|年\s*份)\s*[:：]\s*(20\d\d)(?!\d)")
_ALONE = re.compile(r"\s*[(\[]\s*(20\d\d)\s*年\s*[)\]]\s*")
_BEHIND_A_NAME = re.compile(
    r"(?:[局厅委办院校会部处站所队]|中心|政府|表)\s*[(\[]\s*20\d\d\s*年\s*[)\]]$"
    r"|[:：].*[\u4e00-\u9fff]\s+20\d\d\s*年(?=\s|$)|^20\d\d\s*年(?=\s+[\u4e00-\u9fff]{2,8}[:：])")
"""A year of its own behind a body's name or its label, or before labels (部门：××局  2023年); in a
project's name it is not the form's."""
_PERIOD = re.compile(r"(?:报告期|(?:评价|自评|绩效)(?:时段|时间段|期间|区间|周期|期))间?\s*[:：]")
_OF_DATES = re.compile(r"(?:日期|时间)\s*[:：]?\s*20\d\d")
_BARE = re.compile(r"(?<![\d.])20\d\d(?![\d.])")
_IN_NUMERALS = re.compile(r"二[〇○零0oO][〇○零0oO一二三四五六七八九]{2}(?=\s*(?:年|财年))")
_FIGURES = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")
_LONGEST, _LONGEST_LINE = 400, 60


def in_figures(text: str) -> str:
    """The text with its years in figures, as a year is looked for in it.

    >>> in_figures("二○二三年度"), in_figures("２０２３年"), in_figures("二、三年规划")
    ('2023年度', '2023年', '二、三年规划')
    """
    half = unicodedata.normalize("NFKC", text[:_LONGEST])
    return _IN_NUMERALS.sub(lambda match: match[0].translate(_FIGURES), half)


def says_year(text: str) -> str:
    """The year that the text says is the form's (2023年度, 年度：2023, （2023年）); empty where it
    says none."""
    figures = in_figures(text)
    match = _OF_THE_FORM.search(figures) or _LABELLED.search(figures) or _ALONE.fullmatch(figures)
    return match[1] if match else _said_beside(figures)


def _said_beside(figures: str) -> str:
    """The one year of a line that has other things to say, or of a period that is evaluated."""
    years = set(_BARE.findall(figures))
    if len(years) != 1 or _OF_DATES.search(figures) or len(figures) > _LONGEST_LINE:
        return ""
    said = _PERIOD.search(figures) or _BEHIND_A_NAME.search(figures)
    return years.pop() if said else ""


def year_of(title: str, heads: Iterable[str], field: str) -> int | None:
    """The year that the form is for: of the title, or of a line of its own above the tables."""
    for text in (field, title, *heads):
        if year := says_year(text):
            return int(year)
    figures = in_figures(title)
    if match := YEAR.search(figures):
        return int(match[1])
    bare = set(_BARE.findall(figures))
    return int(bare.pop()) if len(bare) == 1 else None


def years_of(texts: Iterable[str]) -> Sequence[int]:
    """The different years that are named: as 年度, or where none is, in any other way."""
    joined = "\n".join(map(in_figures, texts))
    return sorted({int(year) for year in _OF_THE_FORM.findall(joined) or YEAR.findall(joined)})
