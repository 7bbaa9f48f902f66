"""What tells by itself what it is, without a label: mailboxes, mobile numbers, landlines with their
area, identity numbers whose check digit is right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.personal.labels import Kind
from scoring.personal.numbers import (
    Digits,
    Group,
    groups,
    is_identity,
    is_identity_number,
    is_telephone,
    runs,
)
from scoring.personal.plain import Plain
from scoring.personal.reading import AMOUNT, COUNT, Reading, masked

_EMAIL = re.compile(r"[A-Za-z0-9_][\w.+%-]{0,63} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_DOCUMENT = re.compile(r"(?:第|字|〕|\]|no\.?|№|#|编号|￥|¥|\$)\s*$", re.IGNORECASE)
_LETTER = re.compile(r"[A-Za-z\d]")
_NUMBERED = re.compile(r"\s*[号#]")
_ALIKE = re.compile(
    r"(?<![\dA-Za-z.])(?:1[3-9]\d{9}|\d{6}(?P<i>[ -]?)\d{8}(?P=i)\d{3}[\dXx]|62\d{14,17}|"
    r"62\d\d(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?![\dA-Za-z]|\.\d)")


def lookalikes(text: str) -> list[str]:
    """Numbers that could be personal and that nothing tells to be: shown covered, for a person to
    look at.

    >>> lookalikes("110105194912310021"), lookalikes("13800000000"), lookalikes("2130599")
    (['110×××××××××××××21'], ['138××××××00'], [])
    """
    plain = Plain(text).text
    return [masked(match[0]) for match in _ALIKE.finditer(plain)
            if AMOUNT.match(plain, match.end()) is None
            and (match["i"] is None or is_identity(match[0].replace(match["i"], "")))]


def find_mailboxes(reading: Reading) -> None:
    if "@" in reading.text:
        for match in _EMAIL.finditer(reading.text):
            reading.add(Kind.EMAIL, *match.span())


def find_numbers(reading: Reading) -> None:
    """Numbers, unless they go on from a code, an amount or the number of a document."""
    found, index = groups(reading.text), 0
    while index < len(found):
        run, kind = _alone(reading, found, index)
        if run is None:
            index += 1
            continue
        index += len(run.sizes)
        stop, more = reading.extension(run, found, index)
        index += more
        reading.add(kind, reading.opened(run), stop)


def _alone(reading: Reading, found: Sequence[Group], index: int) -> tuple[Digits | None, Kind]:
    if reading.taken(found[index].start) or _follows(reading, found, index):
        return None, Kind.KEPT
    for run in runs(reading.text, found, index):
        if (end := _identity_end(reading, run)) is not None:
            return Digits(run.start, end, run.digits, run.sizes), Kind.IDENTITY
        if is_telephone(run, asked=False) and not _is_code(reading, run, found, index):
            return run, Kind.PHONE
    return None, Kind.KEPT


def _identity_end(reading: Reading, run: Digits) -> int | None:
    """Where the digits end as an identity number, an X that belongs to them included."""
    text, end = reading.text, run.end + (len(run.digits) == 17)
    whole = run.digits + text[run.end : end]
    right = len(whole) == 18 and is_identity(whole) and is_identity_number(whole)
    return end if right and not reading.glued(run) and not _LETTER.match(text, end) else None


def _is_code(reading: Reading, run: Digits, found: Sequence[Group], index: int) -> bool:
    text, after = reading.text, index + len(run.sizes)
    return (_goes_on(text, run, found, after) or reading.glued(run)
            or (set(run.before) == {" "} and _follows(reading, found, index, " "))
            or ("/" in run.before and text[run.start - 1 : run.start] == "/")
            or _DOCUMENT.search(text[max(0, run.start - 6) : run.start]) is not None
            or _NUMBERED.match(text, run.end) is not None
            or COUNT.match(text, run.end) is not None)


def _goes_on(text: str, run: Digits, found: Sequence[Group], after: int) -> bool:
    """Whether more digits follow than a telephone has: 13800000000-2023, 130 1234 5678 9012."""
    if after == len(found) or not found[after].near:
        return False
    size = found[after].end - found[after].start
    extension = run.digits[0] == "0" and size <= 6
    if text[run.end : found[after].start] in ("-", "_", ".") and not extension and size < 11:
        return True
    return set(run.before) == {" "} and not any(
        is_telephone(each, asked=False) for each in runs(text, found, after))


def _follows(reading: Reading, found: Sequence[Group], index: int, joint: str = "-.") -> bool:
    """Whether the digits go on from a number that is none of ours: 2023-13800000000."""
    group = found[index]
    return group.near and reading.text[group.start - 1] in joint and not reading.taken(
        found[index - 1].start)
