"""校验本表 in the open workbook: marks and notes where something is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from addin.books.book import page_of, split_address
from addin.books.host import OpenBook
from addin.desk.ask_inputs import where_to_type
from addin.desk.assess import assess
from addin.desk.telling import counted
from addin.errors import BookError
from addin.library.library import Library
from addin.pages.basis import totals
from addin.pages.findings import NAME as FINDINGS
from addin.pages.findings import SETTLED, answers_of, findings_page, open_findings
from scoring.findings.finding import Finding
from scoring.findings.severity import SEVERITY_WORDS


def check_form(book: OpenBook, library: Library) -> str:
    """校验本表: marks and notes where something is to be looked at, all of it on a sheet."""
    assessed = list(assess(book, library))
    answers = answers_of(page_of(book, FINDINGS))
    still = open_findings(assessed, answers)
    book.clear_marks()
    protected = list(_mark(book, still))
    book.put_page(findings_page(assessed, answers))
    settled = sum(len(one.findings) for one in assessed) - len(still)
    lines = [f"审核疑点：{counted(still) or '没有'}" + (f"；{SETTLED} {settled} 条" if settled else ""),
             *(totals(one.scorecard) for one in assessed), *protected,
             *where_to_type(book, assessed, "点“补基础数据”，补上"),
             f"详见“{FINDINGS}”表。"]
    return "\n".join(lines)


def clear_marks(book: OpenBook) -> str:
    """清除标记."""
    kept = book.clear_marks()
    return not_cleared(kept) if kept else "已清除标记和批注。"


def not_cleared(sheets: Sequence[str]) -> str:
    return f"工作表受保护，标记和批注清不掉：{'、'.join(sheets)}。请先撤销保护再试。"


def _mark(book: OpenBook, found: Sequence[Finding]) -> Iterator[str]:
    """Mark the findings' cells, each as the worst of its findings, which are the first; what a
    protected sheet refuses is said."""
    told: dict[str, dict[tuple[int, int], list[Finding]]] = {}
    for each in found:
        for cell in dict.fromkeys(each.cells):
            sheet, row, column = split_address(cell)
            told.setdefault(sheet, {}).setdefault((row, column), []).append(each)
    for sheet, cells in told.items():
        try:
            for severity in SEVERITY_WORDS:
                book.mark(sheet, [place for place, says in cells.items()
                                  if says[0].severity == severity], severity)
            for place, says in cells.items():
                book.note(sheet, *place, "\n".join(each.message for each in says))
        except BookError as error:
            yield str(error)
