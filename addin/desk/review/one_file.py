"""The one function that reads a file of the pile: bytes in, a plain record out, in any process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from addin.books.docx.reader import read_report
from addin.books.files import read_book
from addin.books.strangers import next_step
from addin.desk.assess import assess
from addin.desk.review.distrust import Distrusted
from addin.desk.review.facts import reviewed
from addin.desk.review.sources import Source
from addin.errors import UserError
from addin.forms.assessed import Assessed
from addin.forms.refusal import NoForm
from addin.last_door import told
from addin.library.library import Library
from addin.pages.review.records import Outcome, ReviewedFile
from addin.pages.review.reply import REPLY
from addin.pages.review.tables import FILES, PROBLEMS, SUMMARY

REPORT = "自评报告"
_ARCHIVES = ((b"Rar!\x1a\x07", ".rar"), (b"7z\xbc\xaf\x27\x1c", ".7z"), (b"\x1f\x8b", ".gz"))
_ARCHIVE_NAMES = (".rar", ".7z", ".gz", ".tar", ".tgz", ".iso", ".cab")
_REPORT_WITHIN, _LONGEST_TITLE = 6, 60
"""A document's title stands in one of its first passages, in so many characters."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the whole pile is read; the same in every process."""

    folders: tuple[Path, ...] = ()
    ruleset: str | None = None
    form_line: Callable[[Assessed, str], str] | None = None
    refusal_line: Callable[[UserError, str], str] | None = None
    """What a door wants to print of a form, and of a file that is none: made where the form is
    at hand. Functions of a module, so that another process finds them."""


def review_file(source: Source, setting: Setting) -> ReviewedFile:
    """What the file is and what is to be mended in it. Never raises."""
    try:
        return _passed_over(source, setting) or _reviewed(source, setting)
    except UserError as error:
        return _refused(error, source, setting)
    except Exception as error:  # noqa: BLE001 (one file's fault does not end the pile)
        return no_form(source, setting, "程序出错", told(error))


def no_form(source: Source, setting: Setting, outcome: Outcome, reason: str,
            kind: str = "") -> ReviewedFile:
    """The record of a file without a form, with the line that a door prints of it."""
    line = (setting.refusal_line(UserError(reason), source.file),) if setting.refusal_line else ()
    return replace(_blank(source), outcome=outcome, reason=reason, lines=line,
                   kind=kind or _suffix(source.file))


def _blank(source: Source) -> ReviewedFile:
    made = hashlib.sha256(source.content).hexdigest() if source.content else ""
    return ReviewedFile(source.file, "读不出", path=source.path, size=len(source.content),
                        sha256=made)


def _passed_over(source: Source, setting: Setting) -> ReviewedFile | None:
    """What is not even opened."""
    if source.refused:
        return no_form(source, setting, "未读" if source.unread else "读不出", source.refused)
    if kind := _archive(source):
        return no_form(source, setting, "未读", f"压缩包（{kind}）没有打开：请解压后再审核，"
                                              "或请单位改用 .zip 报送。", "压缩包")
    return None


def _reviewed(source: Source, setting: Setting) -> ReviewedFile:
    library, name = _library(setting.folders), PurePosixPath(source.file)
    book = Distrusted(read_book(source.content, name.name, source.beside), library.ids())
    if {SUMMARY.name, PROBLEMS.name, FILES.name} <= set(book.sheets):
        return no_form(source, setting, "不是自评表", "这是以前的审核结果，不作审核。", SUMMARY.name)
    if set(book.sheets) == {REPLY.name}:
        said = "这是反馈表，不是自评表；单位的说明用 --replies 并入。"
        return no_form(source, setting, "不是自评表", said, REPLY.name)
    if book.sheets and set(book.sheets) == set(book.own_sheets):
        said = f"这是本程序的附表（{'、'.join(book.sheets)}），随自评表一起用。"
        return no_form(source, setting, "不是自评表", said, "附表")
    forms = list(assess(book, library, ruleset=setting.ruleset))
    lines = tuple(setting.form_line(each, source.file) for each in forms) \
        if setting.form_line else ()
    return replace(_blank(source), outcome="已审核", kind="自评表", lines=lines,
                   reason="；".join(_worth_knowing(book, forms)),
                   forms=tuple(reviewed(each, name.stem, library.sentences) for each in forms))


def _worth_knowing(book: Distrusted, forms: list[Assessed]) -> Iterator[str]:
    yield from book.ignored()
    if len(forms) > 1:
        yield f"有 {len(forms)} 张自评表"


def _refused(error: UserError, source: Source, setting: Setting) -> ReviewedFile:
    """A file that is read and is no form is told by what it is; any other cannot be read."""
    title = "" if isinstance(error, NoForm) and error.kind else _title(source)
    if title:
        kind = REPORT if "报告" in title else "Word 文档"
        return no_form(source, setting, "不是自评表", f"这是“{title}”，不是自评表，不作审核。", kind)
    if not isinstance(error, NoForm):
        return no_form(source, setting, "读不出", str(error))
    made = no_form(source, setting, "不是自评表", str(error), error.kind or "其他表格")
    line = (setting.refusal_line(error, source.file),) if setting.refusal_line else ()
    return replace(made, missing=error.missing, found=error.found, lines=line)


def _title(source: Source) -> str:
    """What a Word document that holds no form is called; nothing where it is no Word document."""
    if next_step(source.content) is not None:
        return ""
    try:
        passages = read_report(source.content)
    except UserError:
        return ""
    texts = ("".join(each.text.split()) for each in passages[:_REPORT_WITHIN])
    named = [text for text in texts if 0 < len(text) <= _LONGEST_TITLE]
    return next((text for text in named if "报告" in text), named[0] if named else "")


def _archive(source: Source) -> str:
    """The ending of an archive of a kind that we don't open."""
    suffix = PurePosixPath(source.file).suffix.lower()
    found = next((kind for mark, kind in _ARCHIVES if source.content.startswith(mark)), "")
    return found or (suffix if suffix in _ARCHIVE_NAMES else "")


def _suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower().lstrip(".")


@lru_cache(maxsize=1)
def _library(folders: tuple[Path, ...]) -> Library:
    """One library a process: what it has checked once it keeps."""
    return Library(folders)
