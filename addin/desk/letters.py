"""发函: every letter that 审核结果.xlsx asks for, each with its 反馈表, into one folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from addin.books.files import save_document
from addin.errors import UserError, reason_of
from addin.letters.letter import Letter, letters_of
from addin.letters.reply import reply_workbook
from addin.letters.word import letter_document
from addin.library.library import Library
from addin.pages.review.read import read_round
from addin.pages.review.sending import unread_words

_DAY = re.compile(r"\s*(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME = 60
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """One letter as it was stored."""

    to: str
    problems: int
    letter: Path
    reply: Path
    lacking: tuple[str, ...] = ()
    """What a person has to write into it before it is sent: 主送单位, 落款."""
    undated: tuple[str, ...] = ()
    """Files whose forms name no year, which the letter then does not name either."""
    unjudged: int = 0
    """Problems that the unit has answered while 复核意见 is still empty."""


def write_letters(source: Path, folder: Path, library: Library, *, until: str = "",
                  sign: str = "", each_unit: bool = False) -> list[Written]:
    """Write the letters of ``source`` into ``folder``; what stands there is kept as a backup.

    ``until`` is a day in words. UserError: the workbook is none, the folder can't be written.
    """
    letters = letters_of(read_round(source), each_unit=each_unit)
    _make(folder)
    return [_written(letter, folder / name, library, until, sign)
            for letter, name in zip(letters, _names(letters), strict=True)]


def unread(source: Path) -> list[str]:
    """Words in 发函 and 复核意见 that nobody can read, a sentence each."""
    return list(unread_words(read_round(source)))


@dataclass(frozen=True, slots=True)
class Until:
    """The day by which the forms are asked for again, in words; ``assumed`` where its year is
    this one, because none was written and the day still lies ahead."""

    said: str = ""
    assumed: bool = False


def day(said: str, today: date) -> Until:
    """A date as a letter says it: 2024-05-20 → 2024年5月20日. One without a year is of this year
    if it still lies ahead; UserError else: the year is for a person to say.

    >>> day("2024-05-20", date(2026, 1, 9)).said, day("5.20", date(2026, 1, 9))
    ('2024年5月20日', Until(said='2026年5月20日', assumed=True))
    """
    match = _DAY.fullmatch(said)
    try:
        if match is None:
            raise ValueError(said)
        until = date(int(match[1] or today.year), int(match[2]), int(match[3]))
    except ValueError:
        raise UserError(f"“{said}”不是日期，请写作 {today.year}-05-20 这样的。") from None
    if not match[1] and until <= today:
        raise UserError(f"“{said}”没有写年份，今年的这一天已经过了：请写上年份，"
                        f"如 {today.year + 1}年{until.month}月{until.day}日。")
    return Until(f"{until.year}年{until.month}月{until.day}日", not match[1])


def _written(letter: Letter, stem: Path, library: Library, until: str, sign: str) -> Written:
    document = stem.with_name(f"{stem.name}-审核意见函.docx")
    reply = stem.with_name(f"{stem.name}-反馈表.xlsx")
    save_document(letter_document(letter, library, until=until, sign=sign), document)
    save_document(reply_workbook(letter, reply), reply, ".xlsx")
    lacking = {"主送单位": not letter.to, "落款": not (sign or letter.place)}
    return Written(letter.file_name, len(letter.points), document, reply,
                   tuple(what for what, is_blank in lacking.items() if is_blank), letter.undated,
                   sum(point.unjudged for point in letter.points))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"无法建立文件夹 {folder}：{reason_of(error)}。") from error


def _names(letters: list[Letter]) -> Iterator[str]:
    """What each letter's files are called: to whom they go, as every system can store it."""
    taken: set[str] = set()
    for letter in letters:
        plain = _UNFIT.sub("_", letter.file_name).strip(" ._")[:_LONGEST_NAME] or "未写单位"
        name = f"_{plain}" if _DEVICES.fullmatch(plain) else plain
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}({number})"
        taken.add(name.casefold())
        yield name
