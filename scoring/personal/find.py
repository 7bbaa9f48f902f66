"""What of a text is personal. Every ``Found`` keeps the length of what it covers, so that a number
split over several runs of rich text is covered where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scoring.personal.labels import Kind, Label, label_cell, labels_in
from scoring.personal.names import names_at
from scoring.personal.numbers import (
    Digits,
    Group,
    groups,
    is_identity,
    is_identity_number,
    is_telephone,
    joined,
    runs,
)
from scoring.personal.plain import Plain

CROSS = "×"
_LONG = 11
"""A shorter number would be known by its first three and last two digits."""
_COUNTED = (r"\s*(?:[万亿千百]?元|[万亿千百]|%|‰|户|人|个|次|件|台|部|份|套|条|项|家|天|平|米|公|吨|亩|株|辆|头|只|"
            r"座|公里|㎡|km|kg|立方|棵|粒|册|盏|块|立|升|斤|千)")
_AMOUNT = re.compile(r"\.\d|,\d{3}(?!\d)|\s*(?:[万亿千百]?元|[万亿]|%|‰)")
_COUNT = re.compile(rf"\.\d|,\d{{3}}(?!\d)|{_COUNTED}")
_EMAIL = re.compile(r"[A-Za-z0-9_][\w.+%-]{0,63} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_/.][A-Za-z0-9]+)*", re.ASCII)
_LETTERS_OF_A_NUMBER = re.compile(
    r"(?:t|m|p|f|h|w|tel|mob|mobile|phone|fax|cell|wx|vx|qq|weixin|telephone)[-_.]*(?=\d)|[-_.]+|"
    r"(?<=\d)x(?![a-z0-9])", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?:第|字|〕|\]|no\.?|№|#|编号|￥|¥|\$)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*[号#]")
_ASKS = re.compile(r"[^。；;！!？?\n]{0,30}")
_LINK = re.compile(r"[^。！!？?\d]{0,14}")
_TAIL = re.compile(r"\)?(?:号码?|为|是|系|共用)*(?:[ \t\n]*\([^()\n]{0,20}\)|签字|签名|签章|盖章){0,2}"
                   r"[ \t\n]*(?:号码?|为|是)?[ \t\n]*(?P<colon>[:=])?[ \t\n]*")
_JOINT = re.compile(r"(?:号码?)?(?:\([^()]{0,12}\))?[ \t\n]*\)?"
                    r"(?:及其|以及|及|和|与|或|、|/|\\|\||兼|,|&|\+|\()?[ \t\n]*")
_PASSPORT = re.compile(r"[A-Za-z]{1,3}\d{6,10}(?![A-Za-z0-9])")
_SOCIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{4,23}")
_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{4,60}")
_PLACE = re.compile(r"[^，,。；;\n\t]+?(?:[，,][^，,。；;\n\t]{0,30}?[路街号巷弄栋幢室组村])*"
                    r"(?=$|[，,。；;\n\t]|  )")
_IN_A_PLACE = re.compile(r"[省市县区镇乡村路街号组巷弄栋幢室]")
_NOWHERE = re.compile(r"[\s\W无略同上详见附表未填不明×]*")
_KEPT = re.compile(r"[ \t\n(]*[A-Za-z0-9][A-Za-z0-9 _./-]*", re.ASCII)
_POSTS = ("会计", "出纳")
"""Posts after which a name may follow at once."""
_SHORT = 200
_FEW_OF_AN_ACCOUNT, _FEW_OF_AN_IDENTITY, _FEW_OF_A_PHONE = 8, 8, 7


@dataclass(frozen=True, slots=True)
class Found:
    """What covers ``text[start:end]``: the characters shown instead, as many as were there."""

    kind: Kind
    start: int
    end: int
    shown: str
    text: str
    """What is covered, as it is read."""


def find(text: str, label: str = "", *, sure: bool = True) -> tuple[Found, ...]:
    """What of a text is personal. ``label`` is what stands before it in a cell of its own; not
    ``sure`` where it may belong to another cell, so that only what begins as a name is one.

    >>> [each.shown for each in find("填报人：张三丰  联系电话：13800000000，金额13800000000元")]
    ['张××', '138××××××00']
    >>> [each.shown for each in find("张三丰", label="填报人")], find("2130599 共138.00元")
    (['张××'], ())
    """
    return (_find_again if len(text) <= _SHORT else _find)(text, label, sure)


def _find(text: str, label: str, sure: bool) -> tuple[Found, ...]:
    asked = label_cell(label) if label else ()
    if not sure:
        asked = tuple(replace(each, sure=False) for each in asked)
    return _Reader(Plain(text), asked).found()


_find_again = lru_cache(maxsize=1 << 12)(_find)
"""The cells of a form are read more than once, and many say the same."""


def covered(text: str, found: Sequence[Found]) -> str:
    """The text with its masks."""
    pieces, at = [], 0
    for each in sorted(found, key=lambda one: one.start):
        pieces += [text[at : each.start], each.shown]
        at = each.end
    return "".join((*pieces, text[at:]))


def masked(number: str) -> str:
    """The number as a finding may repeat it: its first three and last two characters.

    >>> masked("13800000000")
    '138××××××00'
    """
    if len(number) < _LONG:
        return CROSS * (len(number) - 2) + number[-2:]
    return f"{number[:3]}{CROSS * (len(number) - 5)}{number[-2:]}"


def lookalikes(text: str) -> list[str]:
    """Numbers that could be personal and that nothing tells to be: shown covered, for a person to
    look at.

    >>> lookalikes("110105194912310021"), lookalikes("13800000000"), lookalikes("2130599")
    (['110×××××××××××××21'], ['138××××××00'], [])
    """
    plain = Plain(text).text
    return [masked(match[0]) for match in re.finditer(
        r"(?<![\dA-Za-z.])(?:1[3-9]\d{9}|\d{17}[\dXx]|62\d{14,17})(?![\dA-Za-z]|\.\d)", plain)
        if _AMOUNT.match(plain, match.end()) is None
        and (len(match[0]) != 18 or is_identity(match[0]))]


class _Reader:
    """One text; what was found stays found, so that nothing is covered twice."""

    def __init__(self, plain: Plain, asked: Sequence[Label]) -> None:
        self._plain, self._text, self._asked = plain, plain.text, asked
        self._taken = bytearray(len(self._text))
        self._found: list[Found] = []
        self._named, self._unanswered = False, -1

    def found(self) -> tuple[Found, ...]:
        if self._asked or len(self._text) > 3:
            if "@" in self._text:
                for match in _EMAIL.finditer(self._text):
                    self._add(Kind.EMAIL, *match.span())
            for labels, start, end in self._sections():
                self._section(labels, start, end)
            self._unasked()
        return tuple(sorted(self._found, key=lambda each: each.start))

    def _sections(self) -> Iterator[tuple[Sequence[Label], int, int]]:
        """The text up to its first label, which the cell beside it asks for, and what follows each
        label or labels taken together (联系人及电话)."""
        labels = labels_in(self._text)
        yield self._asked, 0, labels[0].start if labels else len(self._text)
        some: list[Label] = []
        for index, label in enumerate(labels):
            some.append(label)
            end = labels[index + 1].start if index + 1 < len(labels) else len(self._text)
            if index + 1 < len(labels) and _JOINT.fullmatch(self._text, label.end, end):
                continue
            yield some, label.end, end
            some = []

    def _section(self, labels: Sequence[Label], start: int, end: int) -> None:
        tail = _TAIL.match(self._text, start, end)
        told = labels is self._asked or (tail is not None and tail["colon"] is not None)
        at = tail.end() if tail is not None and labels is not self._asked else start
        self._named |= any(label.kind is Kind.NAME for label in labels)
        for label in labels:
            match label.kind:
                case Kind.NAME:
                    self._names(label, start, at, end, told=told)
                case Kind.PHONE:
                    last = self._telephones(at, end, told=told)
                    if self._named and last > at:  # 联系人：张三 电话…；李四 电话…
                        self._names(label, last, last, end, told=False)
                case Kind.IDENTITY | Kind.ACCOUNT:
                    self._long_numbers(label.kind, at, end, told=told)
                case Kind.ADDRESS:
                    self._place(at, end, told=told)
                case Kind.SOCIAL | Kind.EMAIL:
                    pattern = _SOCIAL if label.kind is Kind.SOCIAL else _MAILBOX
                    if (match := pattern.match(self._text, at, end)) is not None:
                        self._add(label.kind, *match.span())
                case Kind.KEPT:
                    self._keep(at, end)

    def _names(self, label: Label, start: int, at: int, end: int, *, told: bool) -> None:
        told |= self._unanswered == label.start  # 分管领导：副局长张三
        if not (label.sure or told or at > start or self._text[label.start : label.end] in _POSTS):
            return  # 审批程序, 主管任务
        sure = label.sure and told
        found = list(names_at(self._text, _after_signs(self._text, at, end), end, sure=sure))
        if not found and at != start:
            found = list(names_at(self._text, start, end, sure=False))
        for span in found:
            self._add(Kind.NAME, *span)
        self._unanswered = end if told and not found and not self._text[at:end].strip() else -1

    def _telephones(self, at: int, end: int, *, told: bool) -> int:
        """The telephones behind a label, until something else is spoken of; returns where the last
        of them ends."""
        found, index, last = self._groups(at, end), 0, at
        while index < len(found):
            if _LINK.fullmatch(self._text, last, found[index].start) is None:
                break
            direct = told and last == at
            run = next((run for run in runs(self._text, found, index) if self._asked_for(
                run, direct=direct)), None)
            if run is None:
                last = found[index].end
                index += 1
                continue
            index += len(run.sizes)
            stop, more = self._extension(run, found, index)
            self._add(Kind.PHONE, self._opened(run), stop)
            index, last = index + more, stop
        return last

    def _asked_for(self, run: Digits, *, direct: bool) -> bool:
        if (_AMOUNT if direct else _COUNT).match(self._text, run.end) is not None:
            return False
        if self._glued(run):
            return False
        return is_telephone(run, asked=True) or (
            direct and len(run.sizes) == 1 and _FEW_OF_A_PHONE <= len(run.digits) <= 20)

    def _long_numbers(self, kind: Kind, at: int, end: int, *, told: bool) -> None:
        """Identity numbers or accounts behind their label, in the same sentence."""
        scope = _ASKS.match(self._text, at, end)
        stop = scope.end() if scope is not None else end
        if kind is Kind.IDENTITY and (match := _PASSPORT.match(self._text, at, end)) is not None:
            self._add(kind, *match.span())
        found, index = self._groups(at, end), 0
        while index < len(found) and found[index].start <= stop:
            run = next((run for run in _long_runs(self._text, found, index) if self._is_long(
                kind, run, direct=told and run.start - at < 3)), None)
            index += 1 if run is None else len(run.sizes)
            if run is not None:
                last = run.end + (self._text[run.end : run.end + 1] in ("x", "X"))
                self._add(kind, run.start, last)
                scope = _ASKS.match(self._text, last, end)
                stop = scope.end() if scope is not None else last

    def _is_long(self, kind: Kind, run: Digits, *, direct: bool) -> bool:
        if _AMOUNT.match(self._text, run.end) is not None or "." in run.before:
            return False
        count = len(run.digits)
        if kind is Kind.IDENTITY:
            return count in (15, 17, 18) or (direct and _FEW_OF_AN_IDENTITY <= count <= 20)
        return 12 <= count <= 30 or (direct and count >= _FEW_OF_AN_ACCOUNT)

    def _place(self, at: int, end: int, *, told: bool) -> None:
        match = _PLACE.match(self._text, at, end)
        if match is not None and _NOWHERE.fullmatch(match[0]) is None and (
                told or _IN_A_PLACE.search(match[0])):
            self._add(Kind.ADDRESS, match.start(), match.start() + len(match[0].rstrip()))

    def _keep(self, at: int, end: int) -> None:
        """The number behind a label such as 项目编码 stays, whatever it looks like."""
        if (match := _KEPT.match(self._text, at, end)) is not None:
            self._taken[match.start() : match.end()] = b"\1" * len(match[0])

    def _unasked(self) -> None:
        """Numbers that tell by themselves what they are."""
        found, index = self._groups(0, len(self._text)), 0
        while index < len(found):
            run, kind = self._alone(found, index)
            if run is None:
                index += 1
                continue
            index += len(run.sizes)
            stop, more = self._extension(run, found, index)
            index += more
            self._add(kind, self._opened(run), stop)

    def _alone(self, found: Sequence[Group], index: int) -> tuple[Digits | None, Kind]:
        if self._taken[found[index].start] or self._follows(found, index):
            return None, Kind.KEPT
        for run in runs(self._text, found, index):
            if self._is_identity(run):
                return Digits(run.start, run.start + len(self._text[run.start:run.end]) + (
                    len(run.digits) == 17), run.digits, run.sizes), Kind.IDENTITY
            if is_telephone(run, asked=False) and not self._is_code(run, found, index):
                return run, Kind.PHONE
        return None, Kind.KEPT

    def _is_identity(self, run: Digits) -> bool:
        x = self._text[run.end : run.end + 1]
        whole = run.digits + ("X" if len(run.digits) == 17 and x in ("x", "X") and x else "")
        return (len(whole) == 18 and is_identity(whole) and is_identity_number(whole)
                and not self._glued(run)
                and not self._text[run.end + len(whole) - len(run.digits) :][:1].isalnum())

    def _is_code(self, run: Digits, found: Sequence[Group], index: int) -> bool:
        after = index + len(run.sizes)
        if after < len(found) and found[after].near:
            between = self._text[run.end : found[after].start]
            size = found[after].end - found[after].start
            if between in ("-", "_", ".") and not (run.digits[0] == "0" and size <= 6) and (
                    size < 11):
                return True
        if set(run.before) == {" "} and self._follows(found, index, " "):
            return True
        before = self._text[max(0, run.start - 6) : run.start]
        return (self._glued(run) or _DOCUMENT.search(before) is not None
                or _NUMBERED.match(self._text, run.end) is not None
                or _COUNT.match(self._text, run.end) is not None)

    def _follows(self, found: Sequence[Group], index: int, joint: str = "-.") -> bool:
        """Whether the digits go on from a number that is none of ours: 2023-13800000000."""
        group = found[index]
        return group.near and self._text[group.start - 1] in joint and not self._taken[
            found[index - 1].start]

    def _glued(self, run: Digits) -> bool:
        """Whether letters make a code of the digits: HT02012345678, K139 1234 5678."""
        before = self._text[max(0, run.start - 14) : run.start]
        token = re.search(r"[A-Za-z][A-Za-z0-9]*[-_.]?$", before, re.ASCII)
        if token is not None and _LETTERS_OF_A_NUMBER.sub("", f"{token[0]}0") != "0":
            return True
        after = self._text[run.end : run.end + 2]
        return (after[:1].isascii() and after[:1].isalpha()
                and not (len(run.digits) == 17 and after[:1] in "xX"))

    def _extension(self, run: Digits, found: Sequence[Group], index: int) -> tuple[int, int]:
        """Where the number ends with its extension (-801), and how many groups that takes."""
        if run.digits[0] != "1" and index < len(found) and found[index].near and self._text[
                run.end : found[index].start].strip() == "-" and (
                found[index].end - found[index].start <= 6):
            return found[index].end, 1
        return run.end, 0

    def _opened(self, run: Digits) -> int:
        """Where the number begins with its sign or bracket: +86…, （0731）…"""
        start, signs = run.start, "+(" if ")" in self._text[run.start : run.end] else "+"
        while start and self._text[start - 1] in signs and not self._taken[start - 1]:
            start -= 1
        return start

    def _groups(self, start: int, end: int) -> list[Group]:
        return groups(self._text, start, end)

    def _add(self, kind: Kind, start: int, end: int) -> None:
        if start >= end or any(self._taken[start:end]):
            return
        self._taken[start:end] = b"\1" * (end - start)
        low, high = self._plain.start(start), self._plain.end(end)
        text = self._text[start:end]
        self._found.append(Found(kind, low, high, self._shown(kind, text, start, low, high), text))

    def _shown(self, kind: Kind, text: str, start: int, low: int, high: int) -> str:
        """As long as what is covered: names keep their first character, numbers some digits."""
        shown = [CROSS] * (high - low)
        for index, character in enumerate(_cover(kind, text)):
            if character != CROSS:
                place = self._plain.start(start + index)
                as_read = character.isdigit() or self._plain.end(start + index + 1) - place > 1
                shown[place - low] = character if as_read else self._plain.stored[place]
        return "".join(shown)


def _cover(kind: Kind, text: str) -> str:
    if kind is Kind.NAME:
        return text[0] + "".join(each if each.isspace() else CROSS for each in text[1:])
    if kind is Kind.EMAIL:
        return text[0] + "".join(each if each in "@." else CROSS for each in text[1:])
    return CROSS * len(text) if kind in (Kind.ADDRESS, Kind.SOCIAL) else masked(text)


def _after_signs(text: str, at: int, end: int) -> int:
    """Where the comma ends that stands before a second name."""
    while at < end and text[at] in " \t、，,；;/":
        at += 1
    return at


def _long_runs(text: str, found: Sequence[Group], at: int) -> Iterator[Digits]:
    """A number in as many groups as its separators join: 6222 0000 0000 0000 004."""
    last = at + 1
    while last < len(found) and found[last].near and last - at < 10 and len(
            text[found[last - 1].end : found[last].start].strip()) <= 1:
        last += 1
    for stop in range(last, at, -1):
        yield joined(text, found[at:stop])
