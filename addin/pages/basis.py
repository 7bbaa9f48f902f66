"""The sheet 评分依据: for every indicator the scores, the arithmetic, the clause and the cells used;
read back, the scores that an earlier run proposed and nobody has judged yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from addin.books.book import Page, PageCell, Readable, Style, shown
from addin.forms.assessed import Assessed
from scoring.awards.explain import span, trace
from scoring.awards.scorecard import VERDICT_WORDS, Award, Scorecard
from scoring.findings.grades import stated
from scoring.values.exact import show

NAME = "评分依据"
_HEADERS = ("序号", "指标", "分值", "填报得分", "核算得分", "结论", "可得范围", "计算过程",
            "条款", "得分单元格", "所用数据")
_SCORE, _VERDICT, _CELL = (_HEADERS.index(each) + 1 for each in ("核算得分", "结论", "得分单元格"))
_WIDTHS = (5, 24, 6, 9, 9, 9, 12, 44, 46, 13)
_CELL_WIDTH = 13
_PROPOSED = "结论为“建议分”的由您核定：认可的，把这里的“建议分”改成“已核定”；不认可的，直接改得分。"
_STYLES: dict[str, Style] = {
    "differs": "error", "proposed": "warning", "needs_judgement": "warning"}


def basis_page(assessed: Sequence[Assessed]) -> Page:
    """One section a form, one row an indicator."""
    rows: list[list[PageCell | None]] = []
    most = max((1, *(len(_cells(a)) for one in assessed for a in one.scorecard.awards)))
    headers: list[PageCell | None] = [
        PageCell(text, "header") for text in (*_HEADERS, *[""] * (most - 1))]
    for one in assessed:
        rows += [*_heading(one), headers]
        rows += [_row(place, award, most) for place, award in enumerate(one.scorecard.awards, 1)]
        rows.append([])
    return Page(NAME, (*_WIDTHS, *[_CELL_WIDTH] * most), rows)


def proposals(book: Readable) -> Mapping[str, Fraction]:
    """The proposed scores by their cells. A clerk who agrees with one writes another word there."""
    found: dict[str, Fraction] = {}
    for grid in (book.grid(sheet) for sheet, page in book.own_sheets.items() if page == NAME):
        for row in grid.rows():
            score = grid.at(row, _SCORE).value
            proposed = grid.at(row, _VERDICT).value == VERDICT_WORDS["proposed"]
            if proposed and isinstance(score, Fraction):
                found[shown(grid.at(row, _CELL))] = score
    return found


def _heading(one: Assessed) -> list[list[PageCell | None]]:
    card = one.scorecard
    said = [f"评分办法：{card.ruleset.id} {card.ruleset.title}",
            f"工作表：{one.form.sheet}　{totals(card)}"]
    if card.has_proposals:
        said.append(_PROPOSED)
    rows: list[list[PageCell | None]] = [[PageCell(NAME, "title")]]
    return rows + [[PageCell(text, "note")] for text in said]


def totals(card: Scorecard) -> str:
    """The totals with their grades on one line: filed, and by the rules; what is open
    or proposed is said."""
    if card.awards and all(award.pointless for award in card.awards):
        return "本表不计分"
    filed = "未填" if card.filed_total is None else show(card.filed_total)
    if card.total is None:
        ruled = f"待认定（{show(card.low)}–{show(card.high)}）"
    else:
        ruled = show(card.total) + ("（含建议分）" if card.has_proposals else "")
        ruled += f"（含待认定{show(card.open)}分）" if card.open else ""
    said = stated(card.filing.grade.text, card.ruleset)
    filed += f"　填报等级 {said[1]}" if said else ""
    ruled += f"　核算等级 {card.grade}" if card.grade else ""
    return f"填报总分 {filed}　核算总分 {ruled}"


def _row(place: int, award: Award, most: int) -> list[PageCell | None]:
    style, cells = _STYLES.get(award.verdict, "text"), _cells(award)
    bounds = f"{span(award.range)}分" if award.range is not None else ""
    return [
        PageCell(str(place)), PageCell(award.indicator),
        PageCell(award.weight, "number"), PageCell(award.filed, "number", number_format="0.00"),
        PageCell(award.score, "number", number_format="0.00"),
        PageCell(VERDICT_WORDS[award.verdict], style),
        PageCell(bounds), PageCell(trace(award)),
        PageCell(str(award.clause) if award.clause else ""),
        *([PageCell(award.cell, "link", link=award.cell)] if award.cell else [None]),
        *(PageCell(cell, "link", link=cell) for cell in cells),
        *[PageCell("")] * (most - len(cells)),
    ]


def _cells(award: Award) -> tuple[str, ...]:
    if award.step is not None and award.step.cells():
        return award.step.cells()
    used = award.row.actual.cell
    return (used,) if used else ()
