"""反馈表 that came back: the units' answers by the keys of the problems."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from addin.errors import UserError, reason_of
from addin.pages.review import tables as t
from addin.pages.review.read import text
from addin.pages.review.reply import DONE, read_reply


def read_replies(folder: Path) -> tuple[dict[str, str], list[str]]:
    """The answers of every 反馈表 in the folder, subfolders too, and what is wrong with the other
    workbooks there. UserError: there is no such folder, or no 反馈表 in it."""
    answers: dict[str, str] = {}
    strangers: list[str] = []
    files = _files(folder)
    for file in files:
        try:
            rows = read_reply(file)
        except UserError as error:
            strangers.append(str(error))
            continue
        for row in rows:
            said = "：".join(filter(None, (text(row, DONE), text(row, t.TOLD))))
            key = text(row, t.KEY)
            if said and key:
                answers[key] = "\n".join(dict.fromkeys(filter(None, (answers.get(key), said))))
    if len(strangers) == len(files):
        raise UserError(f"{folder}：没有反馈表（.xlsx）。")
    return answers, strangers


def _files(folder: Path) -> list[Path]:
    try:
        if not folder.is_dir():
            raise UserError(f"{folder}：没有这个文件夹。")
        return sorted(_workbooks(folder))
    except OSError as error:
        raise UserError(f"无法读取 {folder}：{reason_of(error)}。") from error


def _workbooks(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*.xlsx")
            if not file.name.startswith(("~$", "._")) and file.is_file())
