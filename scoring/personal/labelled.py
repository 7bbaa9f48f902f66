"""What stands behind a label, in the label's own text or in the cell that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.personal.labels import Kind, Label, labels_in
from scoring.personal.names import names_at
from scoring.personal.numbers import DIGIT_BY_DIGIT, Digits, groups, is_telephone, long_runs, runs
from scoring.personal.reading import AMOUNT, COUNT, Reading

_NUMBER = r"[^()\n]*\d(?:[^()\n\d]*\d){5}"
_TAIL = re.compile(rf"[)\]】]?(?:号码?|为|是|系|共用)*"
                   rf"(?:[ \t\n]*\((?!{_NUMBER})[^()\n]{{0,20}}\)|签字|签名|签章|盖章){{0,2}}"
                   r"[ \t\n]*(?:号码?|为|是)?[ \t\n]*(?P<colon>[:|_]|=?>|=|-{1,2})?[ \t\n]*")
_JOINT = re.compile(r"(?:号码?)?(?:\([^()]{0,12}\))?[ \t\n]*\)?"
                    r"(?:及其|以及|及|和|与|或|、|/|\\|\||兼|,|&|\+|\()?[ \t\n]*")
_SENTENCE = re.compile(r"[\s；;、，,/]{0,3}[^。；;！!？?\n]{0,30}")
_LINK = re.compile(r"[^。！!？?\d]{0,14}")
_SIGNS = re.compile(r"[ \t、，,；;/]*")
_BEHIND_A_NAME = re.compile(r"(?:\([^()\n]{0,20}\))?"
                            r"[ \t,，:(/-]{0,3}(?P<number>\d{7,8})(?![\dA-Za-z-])")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d")
_PASSPORT = re.compile(r"[A-Za-z]{1,3}\d{6,10}(?![A-Za-z0-9])")
_SOCIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{4,23}")
_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{4,60}")
_PLACE = re.compile(r"[^，,。；;\n\t]+?(?:[，,][^，,。；;\n\t]{0,30}?[路街号巷弄栋幢室组村])*"
                    r"(?=$|[，,。；;\n\t]|  )")
_IN_A_PLACE = re.compile(r"[省市县区镇乡村路街号组巷弄栋幢室]")
_MASKED = re.compile(r"[\w@.]{0,3}×[\w@.×]*")
"""A name, a number or a mailbox that is covered already: 张×, 138××××××00, z×@×.××."""
_PIECE = re.compile(r"[A-Za-z0-9+(@._-]{0,3}×[×@.]*[A-Za-z0-9]{0,2}")
"""The same within a text."""
_NOWHERE = re.compile(r"[\s\W无略同上详见附表未填不明×]*")
_KEPT = re.compile(r"[ \t\n(]*[A-Za-z0-9][A-Za-z0-9 _./-]*", re.ASCII)
_POSTS = ("会计", "出纳")
"""Posts after which a name may follow at once."""
_FEW_OF_AN_ACCOUNT, _FEW_OF_AN_IDENTITY, _FEW_OF_A_PHONE = 8, 8, 7


def find_labelled(reading: Reading, asked: Sequence[Label]) -> None:
    """``asked`` is what the text up to its own first label is asked for."""
    _Labelled(reading, asked).run()


class _Labelled:
    def __init__(self, reading: Reading, asked: Sequence[Label]) -> None:
        self._reading, self._text, self._asked = reading, reading.text, asked
        self._named = False
        self._unanswered = -1
        """Where a label of a name ended without one: 分管领导：副局长张三."""

    def run(self) -> None:
        for labels, start, end in self._sections():
            self._section(labels, start, end)

    def _sections(self) -> Iterator[tuple[Sequence[Label], int, int]]:
        """The text up to its first label, and what follows each label or labels taken together
        (联系人及电话)."""
        labels = labels_in(self._text)
        yield self._asked, 0, labels[0].start if labels else len(self._text)
        some: list[Label] = []
        for index, label in enumerate(labels):
            some.append(label)
            end = labels[index + 1].start if index + 1 < len(labels) else len(self._text)
            if index + 1 == len(labels) or not _JOINT.fullmatch(self._text, label.end, end):
                yield _spoken_of(some), label.end, end
                some = []

    def _section(self, labels: Sequence[Label], start: int, end: int) -> None:
        tail = _TAIL.match(self._text, start, end)
        told = labels is self._asked or (tail is not None and tail["colon"] is not None)
        at = tail.end() if tail is not None and labels is not self._asked else start
        self._named |= any(label.kind is Kind.NAME for label in labels)
        for label in sorted(labels, key=lambda label: label.kind is not Kind.ADDRESS):
            match label.kind:
                case Kind.NAME:
                    self._names(label, start, at, end, told=told)
                case Kind.PHONE:
                    self._telephones(label, at, end, told=told)
                case Kind.IDENTITY | Kind.ACCOUNT:
                    self._long_numbers(label.kind, at, end, told=told)
                case Kind.ADDRESS:
                    self._place(at, end, told=told)
                case Kind.SOCIAL:
                    self._word(label.kind, _SOCIAL.match(self._text, at, end))
                case Kind.EMAIL:
                    self._word(label.kind, _MAILBOX.match(self._text, at, end))
                case Kind.KEPT:
                    self._keep(at, end)

    def _names(self, label: Label, start: int, at: int, end: int, *, told: bool) -> None:
        told |= self._unanswered == label.start or any(
            asked.kind is Kind.NAME for asked in self._asked)
        if not (label.sure or told or at > start or self._text[label.start : label.end] in _POSTS):
            return  # 审批程序, 主管任务
        signs = _SIGNS.match(self._text, at, end)
        found = list(names_at(self._text, signs.end() if signs is not None else at, end,
                              sure=label.sure and told))
        if not found and at != start:
            found = list(names_at(self._text, start, end, sure=False))
        for span in found:
            self._reading.add(Kind.NAME, *span)
            self._number_after(span[1], end)
        self._unanswered = end if told and not found and not self._text[at:end].strip() else -1

    def _number_after(self, at: int, end: int) -> None:
        """The telephone that stands behind a name without a label of its own."""
        match = _BEHIND_A_NAME.match(self._text, at, end)
        if match is not None and _DAY.fullmatch(match["number"]) is None and COUNT.match(
                self._text, match.end()) is None:
            self._reading.add(Kind.PHONE, *match.span("number"))

    def _telephones(self, label: Label, at: int, end: int, *, told: bool) -> None:
        """The telephones behind a label, and names before and after them: 联系方式：张三，…"""
        if told and not self._text[at : at + 1].isascii():
            self._names(replace(label, sure=False), at, at, end, told=True)
        ends = self._numbers(at, end, told=told)
        for last in ends if self._named else ():
            self._names(label, last, last, end, told=False)

    def _numbers(self, at: int, end: int, *, told: bool) -> list[int]:
        """The telephones in a row, until something else is spoken of; returns where each of them
        ends, and each number between them."""
        found, index, last = self._reading.free(groups(self._text, at, end)), 0, at
        ends: list[int] = []
        while index < len(found) and _LINK.fullmatch(self._text, last, found[index].start):
            direct = told and last == at
            run = next((run for run in runs(self._text, found, index, DIGIT_BY_DIGIT)
                        if self._is_telephone(run, direct=direct)), None)
            if run is None:
                last = found[index].end
                index += 1
            else:
                index += len(run.sizes)
                last, more = self._reading.extension(run, found, index)
                index += more
                self._reading.add(Kind.PHONE, self._reading.opened(run), last)
            ends.append(last)
        return ends

    def _is_telephone(self, run: Digits, *, direct: bool) -> bool:
        if (AMOUNT if direct else COUNT).match(self._text, run.end) or self._reading.glued(run):
            return False
        return is_telephone(run, asked=True) or (
            direct and len(run.sizes) == 1 and _FEW_OF_A_PHONE <= len(run.digits) <= 20)

    def _long_numbers(self, kind: Kind, at: int, end: int, *, told: bool) -> None:
        """Identity numbers or accounts behind their label, in the same sentence."""
        stop = self._sentence_end(at, end)
        if kind is Kind.IDENTITY:
            self._word(kind, _PASSPORT.match(self._text, at, end))
        found, index = self._reading.free(groups(self._text, at, end)), 0
        while index < len(found) and found[index].start <= stop:
            run = next((run for run in long_runs(self._text, found, index) if self._is_long(
                kind, run, direct=told and run.start - at < 3)), None)
            index += 1 if run is None else len(run.sizes)
            if run is not None:
                last = run.end + (self._text[run.end : run.end + 1] in ("x", "X"))
                self._reading.add(kind, run.start, last)
                stop = self._sentence_end(last, end)

    def _sentence_end(self, at: int, end: int) -> int:
        match = _SENTENCE.match(self._text, at, end)
        return match.end() if match is not None else at

    def _is_long(self, kind: Kind, run: Digits, *, direct: bool) -> bool:
        if AMOUNT.match(self._text, run.end) is not None or "." in run.before:
            return False
        count = len(run.digits)
        if kind is Kind.IDENTITY:
            return count in (15, 17, 18) or (direct and _FEW_OF_AN_IDENTITY <= count <= 20)
        return 12 <= count <= 30 or (direct and count >= _FEW_OF_AN_ACCOUNT)

    def _place(self, at: int, end: int, *, told: bool) -> None:
        """All of it but for what is covered already, and what is no place by itself."""
        match = _PLACE.match(self._text, at, end)
        if match is None or _MASKED.fullmatch(match[0].strip()):
            return
        if told or _IN_A_PLACE.search(match[0]):
            for start, stop in self._reading.gaps(*match.span(), _PIECE):
                said = self._text[start:stop].strip()
                if not _NOWHERE.fullmatch(said):
                    first = self._text.index(said, start)
                    self._reading.add(Kind.ADDRESS, first, first + len(said))

    def _word(self, kind: Kind, match: re.Match[str] | None) -> None:
        if match is not None:
            self._reading.add(kind, *match.span())

    def _keep(self, at: int, end: int) -> None:
        """The number behind a label such as 项目编码 stays, whatever it looks like."""
        if (match := _KEPT.match(self._text, at, end)) is not None:
            self._reading.keep(*match.span())


def _spoken_of(labels: Sequence[Label]) -> Sequence[Label]:
    """A word of figures in front of another label says nothing: 工资卡号, 补贴发放账号."""
    if labels[-1].kind is Kind.KEPT:
        return labels
    return [label for label in labels if label.kind is not Kind.KEPT]
