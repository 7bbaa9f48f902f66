"""Which characters of a text are personal data. Every mask keeps the length of what it covers, so
that a number split over several runs of rich text is covered where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.findings.personal import is_identity_number, masked
from scoring.report.passage import half_width

CROSS = "×"
_LONG = 11
"""A shorter number would be known by its first three and last two digits."""
_PHONE_WORDS = "电话|手机|联系方式|传真|座机|热线|Tel|TEL|tel"
_ACCOUNT_WORDS = "账号|帐号|卡号|账户|帐户|银行卡|开户"
_NAME_WORDS = ("填报人员?|填表人员?|制表人员?|经办人员?|联系人员?|审核人员?|复核人员?|"
               "(?:单位|部门|项目|财务|业务|主管|分管)?负责人")
_SIGNED = r"(?:\s*[（(]?(?:签字|签名|签章|盖章)[）)]?)?"
_COLON = r"\s*[:：]\s*"
_MOBILE = re.compile(r"(?<![\d.])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\.?\d|\s*[万亿千]?元)")
_LANDLINE = re.compile(r"(?<![\d.])[（(]?0\d{2,3}[)） -]{0,2}\d{7,8}(?:-\d{1,6})?"
                       r"(?!\.?\d|\s*[万亿千]?元)")
_SERVICE = re.compile(r"(?<![\d.])[48]00-\d{3}-?\d{4}(?!\d)")
_AFTER_PHONE_WORD = re.compile(
    rf"(?:{_PHONE_WORDS})(?:号码)?{_COLON}(?P<number>\d[\d -]{{5,17}}\d)(?!\d)")
_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]"
                       r"(?![\dA-Za-z])")
_OLD_IDENTITY = re.compile(r"(?<=身份证)[^\d]{0,6}(?P<number>[1-9]\d{14})(?!\d)")
_AFTER_ACCOUNT_WORD = re.compile(
    rf"(?:{_ACCOUNT_WORDS})(?:号码)?{_COLON}(?P<number>\d(?:[ -]?\d){{9,29}})(?!\d)")
_CARD = re.compile(r"(?<![\d.,])\d(?:[ -]?\d){15,18}(?!\.?\d|,\d|\s*[万亿千]?元)")
_NEAR_ACCOUNT = re.compile(rf"(?:{_ACCOUNT_WORDS})[^。；\n]{{0,20}}$")
_HAN = r"[\u4e00-\u9fff]"
_LONG_NAME = rf"{_HAN}+(?:·{_HAN}+)+"
_ONE = rf"(?:{_LONG_NAME}|{_HAN}(?:[ 　]?{_HAN}){{1,3}}?)"
_NAMED = re.compile(
    rf"(?:{_NAME_WORDS}){_SIGNED}{_COLON}(?P<names>{_ONE}(?:[、，,/]{_ONE})*)"
    r"(?=\s|$|[，,；;。、（(]|联系|电话|手机|填报|填表|单位|审核|日期|\d)")
_NAME = re.compile(rf"{_LONG_NAME}|{_HAN}(?:[ 　]?{_HAN}){{1,3}}")
_NO_NAME = re.compile(r"日期|时间|电话|手机|单位|[签章无略某]|意见|备注|负责|审核|复核|填报|填表|职务|"
                      r"领导|姓名|(?:[科室股局处办部组]|中心)$")
_ASSUMED_LABEL = "填报人："
_LABEL = re.compile(rf"\s*(?P<what>{_NAME_WORDS}|(?:联系|办公|单位)?(?:{_PHONE_WORDS})(?:号码)?|"
                    rf"(?:居民|公民)?身份证(?:件)?号?码?|(?:银行)?(?:{_ACCOUNT_WORDS})(?:号码)?)"
                    rf"{_SIGNED}\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Mask:
    """What covers ``text[start:end]``: the characters shown instead, as many as were there."""

    kind: str
    start: int
    end: int
    shown: str


def masks(text: str, label: str = "") -> tuple[Mask, ...]:
    """What of a text is to be covered. ``label`` is what stands before it in a cell of its own.

    >>> [mask.shown for mask in masks("填报人：张三丰  联系电话：13800000000，金额13800000000元")]
    ['张××', '138××××××00']
    >>> [mask.shown for mask in masks("张三丰", label="填报人")], masks("2130599 共138.00元")
    (['张××'], ())
    """
    plain = half_width(text)
    found: list[Mask] = []
    for mask in (*_labelled(plain, label), *_numbers(plain), *_names(plain)):
        if all(mask.end <= other.start or mask.start >= other.end for other in found):
            found.append(mask)
    return tuple(sorted(found, key=lambda mask: mask.start))


def is_label(text: str) -> bool:
    """Whether a cell only names the personal data that the next cell holds."""
    return _LABEL.fullmatch(half_width(text)) is not None


def covered(text: str, found: tuple[Mask, ...]) -> str:
    """The text with its masks."""
    for mask in found:
        text = text[: mask.start] + mask.shown + text[mask.end :]
    return text


def _numbers(text: str) -> Iterator[Mask]:
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[0]):
            yield _number("身份证号", match, 0)
    for match in _OLD_IDENTITY.finditer(text):
        yield _number("身份证号", match, "number")
    for match in _AFTER_ACCOUNT_WORD.finditer(text):
        yield _number("银行账号", match, "number")
    for match in _CARD.finditer(text):
        if _passes_luhn(match[0]) and _NEAR_ACCOUNT.search(text[: match.start()]):
            yield _number("银行账号", match, 0)
    for pattern in (_MOBILE, _LANDLINE, _SERVICE):
        for match in pattern.finditer(text):
            yield _number("电话号码", match, 0)
    for match in _AFTER_PHONE_WORD.finditer(text):
        yield _number("电话号码", match, "number")


def _names(text: str) -> Iterator[Mask]:
    for match in _NAMED.finditer(text):
        yield from _each_name(text, match.start("names"), match.end("names"))


def _labelled(text: str, label: str) -> Iterator[Mask]:
    """A value whose label stands in another cell: the whole of it is what the label says."""
    named = _LABEL.fullmatch(half_width(label))
    if named is None:
        return
    what = named["what"]
    if re.search(_PHONE_WORDS, what):
        yield from _whole_numbers("电话号码", text, 7)
    elif "身份证" in what:
        yield from _whole_numbers("身份证号", text, 15)
    elif re.search(_ACCOUNT_WORDS, what):
        yield from _whole_numbers("银行账号", text, 10)
    elif match := _NAMED.match(_ASSUMED_LABEL + text.strip()):
        before = len(text) - len(text.lstrip()) - len(_ASSUMED_LABEL)
        yield from _each_name(text, match.start("names") + before, match.end("names") + before)


def _whole_numbers(kind: str, text: str, least: int) -> Iterator[Mask]:
    for match in re.finditer(r"(?<![\d.,])\d[\d -]*[\dXx](?![.,]?\d|\s*[万亿千]?元)", text):
        if sum(each.isdigit() for each in match[0]) >= least:
            yield _number(kind, match, 0)


def _each_name(text: str, start: int, end: int) -> Iterator[Mask]:
    for match in _NAME.finditer(text, start, end):
        if not _NO_NAME.search(match[0]):
            kept = "".join(each if each.isspace() else CROSS for each in match[0][1:])
            yield Mask("姓名", match.start(), match.end(), match[0][0] + kept)


def _number(kind: str, match: re.Match[str], group: int | str) -> Mask:
    number = match[group]
    shown = masked(number) if len(number) >= _LONG else CROSS * (len(number) - 2) + number[-2:]
    return Mask(kind, match.start(group), match.end(group), shown)


def _passes_luhn(number: str) -> bool:
    """Whether a card number's check digit is right (ISO/IEC 7812).

    >>> _passes_luhn("6222 0000 0000 0000 004"), _passes_luhn("6222000000000000000")
    (True, False)
    """
    digits = [int(each) for each in number if each.isdigit()]
    doubled = (2 * digit - 9 * (digit > 4) if place % 2 else digit
               for place, digit in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0
