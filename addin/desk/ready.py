"""Whether a form is ready to be filed (上报): a form without a score is a blank, whoever sends it."""

from __future__ import annotations

from collections.abc import Iterator

from addin.books.book import Readable
from addin.desk.assess import has_narrative, narrated
from addin.desk.choice import choose
from addin.errors import UserError
from addin.forms.read import Form, read_forms
from addin.forms.refusal import NoForm
from addin.library.library import Library
from scoring.awards.score import score
from scoring.filing import Entry
from scoring.filing.numbers import nothing_in, number

_NAMED = 10
_MARKS = ("【待补充", "【待核对")
"""What a report that is written into a form leaves there for its clerk."""


def worth_saying(book: Readable, library: Library) -> list[str]:
    """What whoever files it should know: scores and totals that are not filled in.

    UserError: a form has no score at all, or still holds our marks; the workbook may hold no form,
    which is only said.
    """
    try:
        forms = read_forms(book, library.maps, words=library.words)
    except NoForm:
        return ["没有认出自评表，得分是否填齐没有核对。"]
    said: list[str] = []
    for form in (each for each in forms if each.found.scored):
        said += _said(form)
        _refuse_narrated(book, form, library)
    return said


def _refuse_narrated(book: Readable, form: Form, library: Library) -> None:
    """UserError: the report that stands in the form says other scores than the form."""
    if not has_narrative(form.filing):
        return
    rules, _ = choose(book, form, library)
    if wrong := [each for each in narrated(score(form.filing, rules)) if each.severity == "error"]:
        listed = "；".join(f"{each.message}（{each.cells[0]}）" for each in wrong)
        raise UserError(f"{listed}。得分改过以后，表里写的报告没有跟着改，还不能上报："
                        "请再出一遍报告，或自己改好这一格，再生成上报版。")


def _said(form: Form) -> Iterator[str]:
    scores = list(_scores(form))
    empty = [each.cell for each in scores if nothing_in(each)]
    if len(empty) == len(scores):
        raise UserError(f"“{form.sheet}”表一项得分也没有，还不能上报：请先评分，"
                        "待认定的由人填上得分，再生成上报版。")
    if marked := _marked(form):
        raise UserError(f"{'、'.join(marked)} 还有【待补充】【待核对】的标记，还不能上报："
                        "请补齐、核对后再出一遍报告（自己写的删去标记），再生成上报版。")
    if empty:
        more = f"等 {len(empty)} 处" if len(empty) > _NAMED else ""
        yield f"请说明：有得分没有填：{'、'.join(empty[:_NAMED])}{more}"
    total = form.filing.total_score
    if total.cell and nothing_in(total):
        yield f"请说明：总分没有填：{total.cell}"


def _marked(form: Form) -> list[str]:
    grid = form.found.grid
    return [grid.address(*place) for place, cell in sorted(grid.cells.items())
            if isinstance(cell.value, str) and any(mark in cell.value for mark in _MARKS)]


def _scores(form: Form) -> Iterator[Entry]:
    """The 得分 cells of all that carries points."""
    filing = form.filing
    for fund in filing.funds:
        if fund.scored and fund.score.cell and not nothing_in(fund.weight):
            yield fund.score
    for row in filing.rows:
        weight = number(row.weight)
        if row.score.cell and (weight is None or weight) and row.name.strip():
            yield row.score
