"""The one function that reads a file of the pile: bytes in, a plain record out, in any process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from addin.books.files import read_book
from addin.desk.assess import assess, scored
from addin.desk.review.against import against, as_report
from addin.desk.review.distrust import Distrusted
from addin.desk.review.facts import reviewed
from addin.desk.review.sources import Source
from addin.desk.review.titles import Head, head
from addin.errors import UserError
from addin.forms.assessed import Assessed
from addin.forms.refusal import NoForm
from addin.last_door import told
from addin.library.library import Library
from addin.pages.review.records import REPORT, Outcome, ReviewedFile
from addin.pages.review.reply import REPLY
from addin.pages.review.tables import FILES, PROBLEMS, SUMMARY
from scoring.findings.grouped import in_quotes

_ARCHIVES = ((b"Rar!\x1a\x07", ".rar"), (b"7z\xbc\xaf\x27\x1c", ".7z"), (b"\x1f\x8b", ".gz"))
_ARCHIVE_NAMES = (".rar", ".7z", ".gz", ".tar", ".tgz", ".iso", ".cab")


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
        if source.reports:
            return _against(source, setting)
        return _passed_over(source, setting) or _reviewed(source, setting)
    except UserError as error:
        return _refused(error, source, setting)
    except Exception as error:  # noqa: BLE001 (one file's fault does not end the pile)
        return no_form(source, setting, "程序出错", told(error))


def no_form(source: Source, setting: Setting, outcome: Outcome, reason: str,
            kind: str = "") -> ReviewedFile:
    """The record of a file without a form, with the line that a door prints of it."""
    return refused(replace(_blank(source), outcome=outcome, reason=reason,
                           kind=kind or _suffix(source.file)), setting)


def refused(record: ReviewedFile, setting: Setting) -> ReviewedFile:
    """The record with the line that a door prints of a file without a form."""
    line = (setting.refusal_line(UserError(record.reason), record.file),) \
        if setting.refusal_line else ()
    return replace(record, lines=line)


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
    made = replace(_blank(source), outcome="已审核", kind="自评表", lines=lines,
                   reason="；".join(_worth_knowing(book, forms)),
                   forms=tuple(reviewed(each, name.stem, library.sentences) for each in forms))
    if not forms[0].form.found.grid.of_texts:
        return made
    return as_report(made, source.content, forms, library)


def _against(source: Source, setting: Setting) -> ReviewedFile:
    """The form that reports were written for, scored once more and audited no more: its problems
    are what they say differently."""
    library = _library(setting.folders)
    book = read_book(source.content, PurePosixPath(source.file).name, source.beside)
    (one,) = scored(Distrusted(book, library.ids()), library, ruleset=setting.ruleset,
                    number=source.number)
    return against(one, source, _blank(source), library)


def _worth_knowing(book: Distrusted, forms: list[Assessed]) -> Iterator[str]:
    yield from book.ignored()
    if len(forms) > 1:
        yield f"有 {len(forms)} 张自评表"


def _refused(error: UserError, source: Source, setting: Setting) -> ReviewedFile:
    """A file that is read and is no form is told by what it is; any other cannot be read."""
    found = Head() if isinstance(error, NoForm) and error.kind else head(source.content)
    if "报告" in found.title:
        made = no_form(source, setting, "不是自评表", f"自评报告{in_quotes(found.title)}。", REPORT)
        return replace(made, said=found.said)
    if found.title:
        said = f"这是{in_quotes(found.title)}，不是自评表，不作审核。"
        return no_form(source, setting, "不是自评表", said, "Word 文档")
    if not isinstance(error, NoForm):
        return no_form(source, setting, "读不出", str(error))
    made = no_form(source, setting, "不是自评表", str(error), error.kind or "其他表格")
    line = (setting.refusal_line(error, source.file),) if setting.refusal_line else ()
    return replace(made, missing=error.missing, found=error.found, lines=line)


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
