"""反馈表 that came back: the units' answers by the keys of the problems, and what none of them is."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from addin.errors import UserError, reason_of
from addin.pages.review import tables as t
from addin.pages.review.read import Row, text
from addin.pages.review.reply import DONE, DONE_WORDS, NUMBER, REPLY, read_reply
from addin.pages.review.sheet import Filled

NOT_TAKEN, DIFFERING = "没有采用", "答复不同"
_AGAIN = "又答复："
"""Stands before an answer that differs from an earlier one to the same problem."""
_LENGTH = 8
_WORKBOOK, _LETTER = ".xlsx", "-审核意见函.docx"
"""Our own letters, which may lie beside their 反馈表."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Left:
    """What of the replies was not taken as it stands, and why."""

    file: str
    why: str
    what: str = NOT_TAKEN
    about: str = REPLY.name
    """What the file is in this: 反馈表, or a sheet of the last round."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a unit says of one problem."""

    file: str
    number: str
    """序号 of the row."""
    key: str
    said: str

    @property
    def row(self) -> str:
        short = self.said if len(self.said) <= _LONGEST else f"{self.said[:_LONGEST]}…"
        return f"序号 {self.number} 的答复“{short}”"


@dataclass(frozen=True)
class Replies:
    """Every answer, and the files and rows that are none."""

    given: Sequence[Answer] = ()
    strangers: Sequence[Left] = ()

    @property
    def answers(self) -> dict[str, list[str]]:
        """By the problem's key, all that several sheets say of it."""
        found: dict[str, list[str]] = {}
        for each in self.given:
            if each.key:
                found.setdefault(each.key, []).append(each.said)
        return found

    def left(self, known: Container[str], taken: Container[str] = ()) -> Iterator[Left]:
        """All that a person has to look at; ``known`` are the keys that a problem has, ``taken``
        the marks of answers that were merged before."""
        yield from self.strangers
        first: dict[str, Answer] = {}
        for each in self.given:
            before = first.setdefault(each.key, each)
            if not each.key:
                yield Left(each.file, f"{each.row}：这一行的“键”没有了，不知道答的是哪一条。")
            elif each.key not in known and _mark(each.key, each.said) not in taken:
                yield Left(each.file, f"{each.row}：审核结果里没有这一条问题。")
            elif each.said != before.said:
                yield Left(each.file, f"{each.row}，与“{before.file}”的答复不同，两种都已并入，请核对。",
                           DIFFERING)


def merged(told: str, marks: str, answers: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """What is told of a problem with the answers to it, each with the key that it came with, and
    the marks of those: each once, however often it comes in, and one that differs from an earlier
    answer marked as another.

    >>> merged(*merged("", "", [("a", "已更正")]), [("b", "已更正"), ("a", "有异议：数对")])[0]
    '已更正\\n又答复：有异议：数对'
    """
    known = marks.split()
    for key, said in answers:
        if _mark("", said) not in known and (known or not _holds(told, said)):
            answered = known or any(line.startswith(DONE_WORDS) for line in told.splitlines())
            told = joined(told, f"{_AGAIN}{said}" if answered else said)
        known += [_mark("", said), _mark(key, said)]
    return told, " ".join(dict.fromkeys(known))


def _mark(key: str, said: str) -> str:
    return hashlib.sha256("".join((key, *said.split())).encode()).hexdigest()[:_LENGTH]


def joined(told: str, *said: str) -> str:
    """The words below each other, without those that stand there."""
    for each in said:
        if each and not _holds(told, each):
            told = f"{told}\n{each}" if told else each
    return told


def _holds(told: str, said: str) -> bool:
    """Whether the lines stand there already."""
    lines, wanted = ([line.strip() for line in each.splitlines()] for each in (told, said))
    return any(lines[at:at + len(wanted)] == wanted for at in range(len(lines)))


def read_replies(folder: Path) -> Replies:
    """Every 反馈表 in the folder, subfolders too. UserError: there is no such folder, or no 反馈表
    in it."""
    given: list[Answer] = []
    strangers: list[Left] = []
    files = _files(folder)
    for file in files:
        name = file.relative_to(folder).as_posix()
        if file.suffix.lower() != _WORKBOOK:
            strangers.append(Left(name, "不是反馈表（.xlsx）。"))
            continue
        try:
            given += (_answer(row, name) for row in read_reply(file))
        except UserError as error:
            strangers.append(Left(name, str(error).removeprefix(f"{file}：")))
    if len(strangers) == len(files):
        raise UserError(f"{folder}：没有反馈表（.xlsx）。")
    return Replies(tuple(each for each in given if each.said), tuple(strangers))


def with_left(sheets: Sequence[Filled], left: Sequence[Left]) -> list[Filled]:
    """The sheets, 文件清单 with the replies that were not taken at its end."""
    rows = [{t.FILE: each.file, t.OUTCOME: each.what, "内容": each.about, t.REASON: each.why}
            for each in left]
    return [each if each.table.name != t.FILES.name or not rows else _longer(each, rows)
            for each in sheets]


def _longer(files: Filled, rows: Sequence[dict[str, str]]) -> Filled:
    what = "、".join(dict.fromkeys(str(each["内容"]) for each in rows))
    note = f"{files.note}{what}要看的 {len(rows)} 处列在最后。"
    return replace(files, count=files.count + len(rows), note=note,
                   rows=lambda: iter([*files.rows(), *rows]))


def _answer(row: Row, file: str) -> Answer:
    said = "：".join(filter(None, (text(row, DONE), text(row, t.TOLD))))
    return Answer(file, text(row, NUMBER), text(row, t.KEY), said)


def _files(folder: Path) -> list[Path]:
    try:
        if not folder.is_dir():
            raise UserError(f"{folder}：没有这个文件夹。")
        return sorted(_handed_in(folder))
    except OSError as error:
        raise UserError(f"无法读取 {folder}：{reason_of(error)}。") from error


def _handed_in(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*")
            if not file.name.startswith(("~$", ".")) and not file.name.endswith(_LETTER)
            and file.is_file())
