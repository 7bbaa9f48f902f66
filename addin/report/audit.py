"""A finished report against its form: what both mention, and where they contradict each other."""

from __future__ import annotations

from addin.books.docx.reader import read_report
from addin.desk.assess import Assessed
from addin.errors import UserError
from scoring.report.check import ReportCheck, check_report


def against_report(one: Assessed, content: bytes, name: str) -> ReportCheck:
    """The report's text compared with the form; UserError when it is no Word document."""
    try:
        return check_report(read_report(content), one.form.filing, one.scorecard)
    except UserError as error:
        raise UserError(f"{name}：{error}") from error
