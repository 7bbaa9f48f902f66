"""一键评分 and 撤销评分 in the open workbook: the scores, a note on each, and a way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from addin.books.book import RULESET_PROPERTY, split_address
from addin.books.host import OpenBook
from addin.desk.assess import assess
from addin.desk.fill import Change, Outcome, fill, fillable
from addin.desk.live_formulas import formula_of, total_formula
from addin.desk.undo import remember, standing
from addin.desk.undo import undo as put_back
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.pages.basis import NAME as BASIS
from addin.pages.basis import basis_page, proposals
from scoring.awards.explain import earnable, explain
from scoring.awards.scorecard import Award
from scoring.values.exact import show


def score_forms(book: OpenBook, library: Library, *, propose: bool = False,
                overwrite: bool = False, live: bool = False, formulas: bool = False) -> str:
    """一键评分: write the scores, explain each in a note, and remember what stood there."""
    assessed = list(assess(book, library, propose=propose))
    before = standing(book, fillable(assessed))
    changes = fill(book, assessed, overwrite=overwrite)
    for one in assessed:
        if live:
            _make_live(book, one, changes)
        _explain(book, one, {change.cell for change in changes if change.written})
    said = list(_as_formulas(book, assessed, changes)) if formulas else []
    remember(book, before)
    return "\n".join((*_told(assessed, changes), *said))


def _as_formulas(book: OpenBook, assessed: Sequence[Assessed],
                 changes: Sequence[Change]) -> Iterator[str]:
    from addin.desk.self_scoring import fill_formulas
    from addin.desk.ways import told

    yield from told(assessed, fill_formulas(book, assessed, changes))


def undo_scores(book: OpenBook, library: Library) -> str:
    """撤销评分: what an earlier run proposed stays marked as that."""
    restored, changed = put_back(book)
    if proposals(book).keys() <= set(restored):
        book.drop_page(BASIS)
    else:
        book.put_page(basis_page(list(assess(book, library))))
    said = f"已恢复 {len(restored)} 个单元格。"
    if changed:
        said += f"\n以下单元格在评分后又改过，保持不动：{'、'.join(changed)}"
    return said


def _make_live(book: OpenBook, one: Assessed, changes: Sequence[Change]) -> None:
    """Formulas over the values just written, wherever a cell function comes to the same."""
    written = {change.cell for change in changes if change.written}
    card = one.scorecard
    if book.property(RULESET_PROPERTY) is None and card.basis != "form":
        book.set_property(RULESET_PROPERTY, card.ruleset.id)
    for award in card.awards:
        formula = formula_of(award, card) if award.cell in written else None
        if formula is not None:
            book.put_formula(*split_address(award.cell), formula, award.score)
    total = one.form.filing.total_score.cell
    if total in written and one.form.filing.total_score.blank and card.ruleset.total is None:
        sheet, row, column = split_address(total)
        cells = [award.cell for award in card.awards if award.cell]
        book.put_formula(sheet, row, column, total_formula(cells, sheet), card.total)


def _explain(book: OpenBook, one: Assessed, written: set[str]) -> None:
    """A note on each score that was written, and on each that a person must give."""
    if book.grid(one.form.sheet).protected:
        return
    for award in one.scorecard.awards:
        if award.cell and (award.cell in written or award.score is None):
            book.note(*split_address(award.cell), _note(award))


def _note(award: Award) -> str:
    if award.score is None:
        return f"待认定：{award.why}，{earnable(award.range)}"
    return "\n".join(explain(award))


def _told(assessed: Sequence[Assessed], changes: Sequence[Change]) -> Iterator[str]:
    rates = [change.cell for change in changes if change.shown and change.written]
    counts = {outcome: [change for change in changes
                        if change.outcome == outcome and change.cell not in rates]
              for outcome in get_args(Outcome)}
    yield f"已写入 {len(counts['written']) + len(counts['proposed'])} 个得分。"
    if rates:
        yield f"另填入执行率 {len(rates)} 格：{'、'.join(rates)}"
    if counts["proposed"]:
        yield f"其中建议分 {len(counts['proposed'])} 个，请核定。"
    standing = [award.indicator for one in assessed for award in one.scorecard.awards
                if award.verdict == "proposed" and award.filed is not None]
    if standing:
        yield f"以前写入的建议分 {len(standing)} 个尚未核定：{'、'.join(standing)}"
    for change in counts["kept"]:
        yield f"未改：{change.name} {change.cell} 填 {change.old}，核算 {show(change.new, 2)}"
    for outcome, why in (("formula", "得分格里是公式，未改"),
                         ("uncalculated", "公式还没有算出结果，未写")):
        if counts[outcome]:
            yield f"{why}：{'、'.join(change.cell for change in counts[outcome])}"
    if counts["locked"]:
        yield f"工作表受保护，未写：{'、'.join(change.cell for change in counts['locked'])}"
    waiting = [award.indicator for one in assessed for award in one.scorecard.awards
               if award.score is None]
    if waiting:
        yield f"待认定 {len(waiting)} 项：{'、'.join(waiting)}"
    yield f"算式和条款见“{BASIS}”表；要恢复原样，请按“撤销评分”。"
