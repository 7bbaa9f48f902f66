"""Names that no label speaks of, beside a number of somebody's: 李四光 138…, 138…（张三）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from scoring.personal.labels import Kind
from scoring.personal.names import SURNAMED, TITLE, is_name
from scoring.personal.plain import HAN, Plain
from scoring.personal.reading import Reading

_WINDOW = 40
"""So many characters before a number may hold the names that it belongs to."""
_WORDS = (r"(?:(?:联系|办公|固定|移动)?(?:电话|手机|方式|座机)|身份证件?|银行卡|卡|账|帐|邮箱|微信)?"
          r"(?:号码?)?(?:为|是)?")
_GAP = r"[ \t\n]{0,3}[,，:(/、-]?[ \t\n]{0,3}"
_ASIDE = r"(?:[ ]?\([^()\n\d]{1,20}\))?"
_LED = rf"(?:^|(?<=[^{HAN}×*])|(?<=联系)|(?<=拨打)|(?<=咨询)|(?<=[由请找问]))"
_JOINT = r"[ ]{0,2}[、/和与及,]?[ ]{0,2}"
_BEFORE = rf"{_LED}(?P<name>{SURNAMED})(?:{TITLE})?{_ASIDE}\)?"
_AFTER = rf"[ \t]{{0,3}}[(/-]?[ \t]{{0,2}}(?P<name>{SURNAMED})(?:{TITLE})?(?![{HAN}×*])"
_NOBODY = re.compile(
    r"[员机]$|^(?:文旅|卫[健计监]|党[办务政建]|安[监保办]|房管|车[管队]|计[生财]|经[信发管贸]|商[务贸]|金融|司[机仪]|保[安洁]|"
    r"[白夜]班|班[长组]|管[护委]|应急|[路邮]政|广[电场]|房东|连[长队]|从属)$|[办部局科室队站所处组厅库线路街巷村镇乡庄]$")
"""What stands before a telephone as a name does: offices and posts."""
_MOBILE = re.compile(r"(?:00)?(?:86)?1[3-9]\d{9}")
_MASK = re.compile(r"(?:\d{2,4}[×*]{3,}|[×*]{4,}(?=\d\d))\d{0,4}")
"""A number that is covered already."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first asked for: most forms hold no number of anybody's."""
    return re.compile(pattern)


def find_beside(reading: Reading) -> None:
    """The names beside numbers that are a person's own. A landline can be an office's too: the
    names beside it are told in ``names_left``."""
    for kind, start, end in list(reading.places):
        if kind is Kind.IDENTITY or (kind is Kind.PHONE and _MOBILE.fullmatch(
                re.sub(r"\D", "", reading.text[start:end]))):
            for name in names_beside(reading.text, start, end):
                reading.add(Kind.NAME, *name)


def names_beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names that stand in a row before the number between the two places, or else the one
    behind it."""
    low, at, gap, alone = max(0, start - _WINDOW), start, f"{_GAP}{_WORDS}{_GAP}", True
    while (match := _compiled(f"{_BEFORE}{gap}$").search(text, low, at)) is not None and (
            _is_somebody(match["name"])):
        yield match.span("name")
        at, gap, alone = match.start("name"), _JOINT, False
    behind = _compiled(_AFTER).match(text, end) if alone else None
    if behind is not None and _is_somebody(behind["name"]):
        yield behind.span("name")


def names_left(text: str) -> list[str]:
    """What looks like a name beside a number that is covered, for a person to look at.

    >>> names_left("王小明 085××××××××09"), names_left("交通局 085××××××××09")
    (['王××'], [])
    """
    plain = Plain(text).text
    return [plain[start] + "×" * (end - start - 1) for mask in _MASK.finditer(plain)
            for start, end in names_beside(plain, *mask.span())]


def _is_somebody(name: str) -> bool:
    return is_name(name) and _NOBODY.search("".join(name.split())) is None
