"""pe audit FORM --report REPORT.docx: the form's own findings, then what the report contradicts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from addin.books.files import open_book, read_file
from addin.desk.assess import assess
from addin.desk.telling import the_form
from addin.errors import UserError, about
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.report.audit import against_report
from addin.terminal import printing
from addin.terminal.as_json import as_json
from scoring.findings.severity import SEVERITY_ORDER
from scoring.report.check import ReportCheck


def audit_report(options: argparse.Namespace, library: Library) -> int:
    """One form, one report. Exit code 1 where the form has errors, or the report a tag
    that was never filled in; all else that is said of a report is a question."""
    if len(options.files) > 1:
        raise UserError(f"--report 一次只核对一份自评表，现在写了 {len(options.files)} 份")
    (file,) = options.files
    one = _form(options, file, library)
    checked = against_report(one, read_file(options.report), str(options.report))
    if options.json:
        found = sorted((*one.findings, *checked.findings),
                       key=lambda each: SEVERITY_ORDER[each.severity])
        lines: Iterator[str] = iter([as_json(replace(one, findings=tuple(found)), str(file))])
    else:
        lines = _told(one, checked, file.name, options.report.name)
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return int(one.has_errors or any(each.severity == "error" for each in checked.findings))


def _form(options: argparse.Namespace, file: Path, library: Library) -> Assessed:
    book = open_book(file)
    with about(file):
        forms = list(assess(book, library, ruleset=options.ruleset, sheet=options.sheet,
                            number=options.form))
        return the_form(forms, "请用 --sheet 指明报告对应哪一张，或用 --form 指明第几张")


def _told(one: Assessed, checked: ReportCheck, file: str, report: str) -> Iterator[str]:
    yield from (*printing.summary(one, file), "")
    places = len({(each.place, each.said, each.quoted) for each in checked.confirmed})
    yield f"报告核对（{report}）：核对一致 {places} 处，不一致 {len(checked.findings)} 条"
    yield from map(printing.finding, checked.findings)
