"""The sheet 审核疑点: every finding with links to its cells, and what the clerk says about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from addin.books.book import Grid, Page, PageCell, Style, Validation, column_letters, shown
from addin.forms.assessed import Assessed
from scoring.findings.finding import Finding
from scoring.findings.severity import SEVERITY_WORDS

NAME = "审核疑点"
SETTLED = "已核实"
_HEADERS = ("序号", "程度", "疑点", "填报", "应为", "核实情况", "说明", "单元格")
_WIDTHS = (6, 8, 70, 14, 14, 12, 30, 16)
_STYLES: Mapping[str, Style] = {"error": "error", "warning": "warning", "note": "text"}
_SAID, _ANSWER, _REMARK = 2, 5, 6
_NONE = "没有发现疑点。"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the clerk wrote beside a finding."""

    status: str
    remark: str

    @property
    def settled(self) -> bool:
        return self.status.strip() == SETTLED


def answers_of(page: Grid | None) -> dict[str, Answer]:
    """The clerk's answers on the sheet of the last time, by what the finding said.

    A finding whose figures have changed says something else, and so must be looked at again.
    """
    if page is None:
        return {}
    found: dict[str, Answer] = {}
    for row in page.rows():
        said, status, remark = (shown(page.at(row, column + 1)).strip()
                                for column in (_SAID, _ANSWER, _REMARK))
        if said and (status or remark) and status != _HEADERS[_ANSWER]:
            found[said] = Answer(status, remark)
    return found


def open_findings(assessed: Sequence[Assessed], answers: Mapping[str, Answer]) -> list[Finding]:
    """What the clerk has not settled."""
    return [each for one in assessed for each in one.findings
            if not (each.message in answers and answers[each.message].settled)]


def findings_page(assessed: Sequence[Assessed], answers: Mapping[str, Answer]) -> Page:
    """Open findings first, errors before the rest; settled ones stay below."""
    still = open_findings(assessed, answers)
    settled = [each for one in assessed for each in one.findings if each not in still]
    rows: list[list[PageCell | None]] = [
        [PageCell(NAME, "title")],
        [PageCell(f"核实无误的，在“{_HEADERS[_ANSWER]}”选“{SETTLED}”，下次校验不再标记；"
                  "数字变动后须重新核实。", "note")],
        [PageCell(text, "header") for text in _HEADERS]]
    first = len(rows) + 1
    rows += [_row(place, each, answers) for place, each in enumerate([*still, *settled], 1)]
    if len(rows) < first:
        rows.append([PageCell(_NONE, "note")])
        return Page(NAME, _WIDTHS, rows, freeze=first - 1)
    letter = column_letters(_ANSWER + 1)
    most = max(len(each.cells) for each in [*still, *settled])
    return Page(NAME, (*_WIDTHS, *[16] * max(most - 1, 0)), rows, freeze=first - 1,
                validations=(Validation(f"{letter}{first}:{letter}{len(rows)}", (SETTLED,)),))


def _row(place: int, each: Finding, answers: Mapping[str, Answer]) -> list[PageCell | None]:
    answer = answers.get(each.message, Answer("", ""))
    style: Style = "text" if answer.settled else _STYLES[each.severity]
    return [PageCell(str(place)), PageCell(SEVERITY_WORDS[each.severity], style),
            PageCell(each.message), PageCell(each.stands), PageCell(each.due),
            PageCell(answer.status, "input"), PageCell(answer.remark, "input"),
            *(PageCell(cell, "link", link=cell) for cell in each.cells)]
