"""Personal data (电话、身份证号) anywhere in the form; what is masked with × or * is left alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import Entry
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show

_PHONE = re.compile(
    r"(?<![\d.])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}[)-]?\d{7,8})(?!\.?\d)")
_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx](?!\w)")
_DIGITS = re.compile(r"\d{4}")
"""Every number above has so many in a row; hardly any text has."""
_NAME_OF = "填报人|填表人|制表人|经办人|联系人|负责人签字|单位负责人"
_NAME = re.compile(
    rf"(?:{_NAME_OF})\s*:\s*(?P<name>[\u4e00-\u9fff·]{{2,4}}?)"
    r"(?=\s|$|[,;、(]|联系|电话|填报|单位|审核|日期)")
_OFFICES = ("科", "室", "股", "局", "处", "办", "部", "组", "中心", "单位", "签字", "盖章")
_FACTORS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def personal(name: str, entry: Entry) -> Iterator[Finding]:
    text = _text(entry)
    if not _DIGITS.search(text):
        return
    plain = unicodedata.normalize("NFKC", text)
    for match in _PHONE.finditer(plain):
        yield finding("personal-phone", entry.cell, indicator=name, filed=masked(match[0]))
    for match in _IDENTITY.finditer(plain):
        if is_identity_number(match[0]):
            yield finding("personal-id", entry.cell, indicator=name, filed=masked(match[0]))


def names(scorecard: Scorecard) -> Iterator[Finding]:
    """Who filled in the form, named behind the label in one cell or in a field of its own."""
    for field, entry in scorecard.filing.fields.items():
        text = unicodedata.normalize("NFKC", entry.text)
        for match in _NAME.finditer(f"{field}:{text}"):
            if not match["name"].endswith(_OFFICES) and "某" not in match["name"]:
                yield finding("personal-name", entry.cell, filed=match["name"][0] + "××")


def masked(number: str) -> str:
    """The number as a finding may repeat it: its first three and last two characters.

    >>> masked("13800000000")
    '138××××××00'
    """
    return f"{number[:3]}{'×' * (len(number) - 5)}{number[-2:]}"


def is_identity_number(text: str) -> bool:
    """Whether 18 characters carry the check digit of GB 11643."""
    total = sum(factor * int(digit) for factor, digit in zip(_FACTORS, text, strict=False))
    return _CHECK_DIGITS[total % 11] == text[-1].upper()


def _text(entry: Entry) -> str:
    whole = entry.number is not None and entry.number.denominator == 1
    return show(entry.number) if whole and entry.number is not None else entry.text
