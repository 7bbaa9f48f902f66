"""A form against what reports say of it: those whose annex it is, and those that lie beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from addin.books.docx.reader import read_report
from addin.desk.review.more import not_compared, of_report, problems
from addin.desk.review.sources import Source
from addin.desk.review.titles import head
from addin.errors import about
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.pages.review.records import (
    NOT_COMPARED,
    REPORT,
    WHOLE,
    ReviewedFile,
    ReviewedForm,
)
from scoring.findings.finding import Finding, finding
from scoring.findings.grouped import in_quotes
from scoring.report.chapters import by_chapter
from scoring.report.check import check_report
from scoring.report.passage import Passage
from scoring.values.normal import normal

_LEAST = 2
"""Words have so many characters."""


def as_report(made: ReviewedFile, content: bytes, forms: Sequence[Assessed],
              library: Library) -> ReviewedFile:
    """The record of a Word document: of a report, whose annex the form is, with what its text says
    differently; else as it was made."""
    found = head(content)
    if not found.is_report:
        return made
    annexes, left = made.forms, ""
    if len(forms) == 1:
        checked = check_report(_passages(content, made.file), forms[0].scorecard)
        differing = problems(of_report(checked.findings), annexes[0].key, library.sentences)
        annexes, left = (replace(annexes[0], told=tuple(differing)),), not_compared(checked.left)
    return replace(made, kind=REPORT, said=found.said, reason=f"自评报告{in_quotes(found.title)}。",
                   forms=annexes, left=(left,))


def against(one: Assessed, source: Source, blank: ReviewedFile, library: Library) -> ReviewedFile:
    """The form that reports were written for, once more: its problems are what they say
    differently."""
    told: list[Finding] = []
    left = []
    for name, content in source.reports.items():
        passages = _passages(content, name)
        if stranger := _stranger(one, passages, content, name):
            told.append(stranger)
            left.append(NOT_COMPARED)
            continue
        checked = check_report(passages, one.scorecard)
        told += (each for each, _ in of_report(checked.findings))
        left.append(not_compared(checked.left))
    found = problems(((each, "") for each in told), "", library.sentences)
    form = ReviewedForm("", source.number, one.form.sheet, problems=tuple(found))
    return replace(blank, outcome="已审核", forms=(form,), left=tuple(left))


def _passages(content: bytes, name: str) -> list[Passage]:
    with about(name):
        return list(by_chapter(read_report(content)))


def _stranger(one: Assessed, passages: Sequence[Passage], content: bytes,
              name: str) -> Finding | None:
    """What is told of a report that nowhere says what the form is of, nor does its file's name."""
    form = one.form.filing.about
    whole = form.scope == WHOLE or not form.project
    own = _plain(form.unit or form.department if whole else form.project)
    if _says(_plain(f"{name} {' '.join(each.text for each in passages)}"), own):
        return None
    title = head(content).title or PurePosixPath(name).name
    return finding("report-other", title=title,
                   why=f"没有写到自评表的{'单位' if whole else '项目'}“{own}”")


def _says(text: str, name: str) -> bool:
    """Whether all of a name stands in the text, be it in pieces."""
    reached = {0}
    for start in range(len(name)):
        if start in reached:
            reached.update(end for end in range(start + _LEAST, len(name) + 1)
                           if name[start:end] in text)
    return len(name) in reached


def _plain(text: str) -> str:
    return "".join(normal(text).split())
