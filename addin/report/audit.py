"""A finished report against its form: what both mention, and where they contradict each other."""

from __future__ import annotations

from addin.books.docx.reader import read_report
from addin.errors import about
from addin.forms.assessed import Assessed
from scoring.report.check import ReportCheck, check_report


def against_report(one: Assessed, content: bytes, name: str) -> ReportCheck:
    """The report's text compared with the form; UserError when it is no Word document."""
    with about(name):
        return check_report(read_report(content), one.scorecard)
