"""The sheet 评分依据: for every indicator the scores, the arithmetic, the clause and the cells used;
read back, the scores that an earlier run proposed and nobody has judged yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from addin.books.book import Page, PageCell, Readable, Style, column_letters, shown
from addin.forms.assessed import Assessed
from scoring.awards.explain import readings, span, trace
from scoring.awards.scorecard import VERDICT_WORDS, Award, Scorecard
from scoring.findings.grades import stated
from scoring.values.exact import show

NAME = "评分依据"
_HEADERS = ("序号", "指标", "分值", "填报得分", "核算得分", "结论", "可得范围", "计算过程",
            "条款", "得分单元格", "所用数据")
_SCORE, _VERDICT, _CELL = (_HEADERS.index(each) + 1 for each in ("核算得分", "结论", "得分单元格"))
_WIDTHS = (5, 24, 6, 9, 9, 12, 12, 44, 46, 13)
_CELL_WIDTH = 13
_PROPOSED = "结论为“建议分”的由您核定：认可的，把这里的“建议分”改成“已核定”；不认可的，直接改得分。"
_FILLED_IN = "已按办法填入"
_STYLES: dict[str, Style] = {
    "differs": "error", "proposed": "warning", "needs_judgement": "warning"}


def basis_page(assessed: Sequence[Assessed],
               written: Mapping[str, Fraction] | None = None) -> Page:
    """One section a form, one row an indicator. ``written`` are the scores that have just been
    filled in, by their cells: they are what stands in the form now."""
    written = written or {}
    most = max((1, *(len(_cells(a)) for one in assessed for a in one.scorecard.awards)))
    headers: list[PageCell | None] = [
        PageCell(text, "header") for text in (*_HEADERS, *[""] * (most - 1))]
    rows: list[list[PageCell | None]] = [[PageCell(NAME, "title")], headers]
    top = len(rows)
    for one in assessed:
        rows += _heading(one, written)
        rows += [_row(place, award, most, written)
                 for place, award in enumerate(one.scorecard.awards, 1)]
        rows.append([])
    first, last = (column_letters(len(_HEADERS) + more) for more in (0, most - 1))
    return Page(NAME, (*_WIDTHS, *[_CELL_WIDTH] * most), rows, freeze=top,
                merges=[f"{first}{top}:{last}{top}"] if most > 1 else ())


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


def _heading(one: Assessed, written: Mapping[str, Fraction]) -> list[list[PageCell | None]]:
    card = one.scorecard
    standing = written.get(one.form.filing.total_score.cell, card.filed_total)
    said = [f"评分办法：{card.followed if card.basis == 'form' else card.ruleset.title}",
            f"工作表：{one.form.sheet}　{totals(replace(card, filed_total=standing))}"]
    if card.has_proposals:
        said.append(_PROPOSED)
    return [[PageCell(text, "note")] for text in said]


def totals(card: Scorecard) -> str:
    """The totals with their grades on one line: filed, and by the rules; what is open
    or proposed is said."""
    if card.awards and all(award.pointless for award in card.awards):
        return "本表不计分"
    filed = "未填" if card.filed_total is None else show(card.filed_total)
    lacking = sum(bool(award.missing) and award.score is None for award in card.awards)
    if card.total is None and lacking:
        ruled = f"{lacking}项缺资料，暂不能核算"
    elif card.total is None:
        between = f"–{show(card.high)}" if card.high != card.low else ""
        ruled = f"待认定（{show(card.low)}{between}）"
    else:
        ruled = show(card.total) + ("（含建议分）" if card.has_proposals else "")
        ruled += f"（含待认定{show(card.open)}分）" if card.open else ""
    said = stated(card.filing.grade.text, card.ruleset)
    filed += f"　填报等级 {said[1]}" if said else ""
    ruled += f"　核算等级 {card.grade}" if card.grade else ""
    return f"填报总分 {filed}　核算总分 {ruled}"


def _row(place: int, award: Award, most: int,
         written: Mapping[str, Fraction]) -> list[PageCell | None]:
    style, cells = _STYLES.get(award.verdict, "text"), _cells(award)
    verdict = VERDICT_WORDS[award.verdict]
    if award.cell in written and award.verdict != "proposed":
        style, verdict = "text", _FILLED_IN
    bounds = f"{span(award.range)}分" if award.range is not None else ""
    filed = written.get(award.cell, award.filed)
    return [
        PageCell(str(place)), PageCell(award.indicator),
        PageCell(award.weight, "number"), PageCell(filed, "number", number_format="0.00"),
        PageCell(award.score, "number", number_format="0.00"),
        PageCell(verdict, style),
        PageCell(bounds), PageCell(trace(award)),
        PageCell("\n".join((str(award.clause), *readings(award))) if award.clause else ""),
        *([PageCell(award.cell, "link", link=award.cell)] if award.cell else [None]),
        *(PageCell(cell, "link", link=cell) for cell in cells),
        *[PageCell("")] * (most - len(cells)),
    ]


def _cells(award: Award) -> tuple[str, ...]:
    if award.step is not None and award.step.cells():
        return award.step.cells()
    used = award.row.actual.cell
    return (used,) if used else ()
