"""What the ribbon does to the workbook in front: the verbs of ``pe``, with notes and marks,
and a way back. Each ends with what the clerk is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from addin.books.book import RULESET_PROPERTY, Cell, CellError, OpenBook, address, split_address
from addin.desk.assess import Assessed, assess
from addin.desk.fill import Change, fill
from addin.errors import BookError, UserError
from addin.library.library import Library
from addin.pages.basis import NAME as BASIS
from addin.pages.basis import basis_page, totals
from addin.pages.basis_reader import proposals
from addin.pages.findings_page import NAME as FINDINGS
from addin.pages.findings_page import SETTLED, answers_of, findings_page, open_findings
from addin.ribbon.formulas import formula_of, total_formula
from addin.ribbon.undo import remember, standing
from addin.ribbon.undo import undo as put_back
from scoring.awards.explain import explain, span
from scoring.awards.score import form_figures
from scoring.awards.scorecard import Award
from scoring.findings.finding import SEVERITY_WORDS, Finding
from scoring.values.exact import show

_OURS = re.compile(r"\bPE_[A-Z]+\(", re.IGNORECASE)


def score_forms(book: OpenBook, library: Library, *, propose: bool = False,
                overwrite: bool = False, live: bool = False) -> str:
    """一键评分: write the scores, explain each in a note, and remember what stood there."""
    assessed = list(assess(book, library, propose=propose))
    places = [award.cell for one in assessed for award in one.scorecard.awards if award.cell]
    places += [total for one in assessed if (total := one.form.filing.total_score.cell)]
    before = standing(book, places)
    changes = fill(book, assessed, overwrite=overwrite)
    for one in assessed:
        if live:
            _make_live(book, one, changes)
        _explain(book, one, {change.cell for change in changes if change.written})
    remember(book, before)
    return "\n".join(_told(assessed, changes))


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


def freeze_values(book: OpenBook) -> str:
    """固化为数值: our functions give way to what they show now; other formulas stay."""
    frozen, wrong = _frozen(book, lambda cell: _OURS.search(cell.formula or "") is not None)
    if not frozen and not wrong:
        return "没有 PE_ 公式，不需要固化。"
    said = f"已把 {len(frozen)} 个公式固化为数值。"
    if wrong:
        said += f"\n以下公式的结果是错误值，没有改动：{'、'.join(wrong)}"
    return said


def check_form(book: OpenBook, library: Library) -> str:
    """校验本表: marks and notes where something is to be looked at, all of it on a sheet."""
    assessed = list(assess(book, library))
    answers = answers_of(book.page(FINDINGS))
    still = open_findings(assessed, answers)
    book.clear_marks()
    protected = list(_mark(book, still))
    book.put_page(findings_page(assessed, answers))
    counts = "、".join(f"{word} {n} 条" for severity, word in SEVERITY_WORDS.items()
                      if (n := sum(each.severity == severity for each in still)))
    settled = sum(len(one.findings) for one in assessed) - len(still)
    lines = [f"审核疑点：{counts or '没有'}" + (f"；{SETTLED} {settled} 条" if settled else ""),
             *(totals(one.scorecard) for one in assessed), *protected,
             f"详见“{FINDINGS}”表。"]
    return "\n".join(lines)


def clear_marks(book: OpenBook) -> str:
    """清除标记."""
    kept = book.clear_marks()
    return not_cleared(kept) if kept else "已清除标记和批注。"


def not_cleared(sheets: Sequence[str]) -> str:
    return f"工作表受保护，标记和批注清不掉：{'、'.join(sheets)}。请先撤销保护再试。"


def only_values(book: OpenBook) -> None:
    """Every formula gives way to its value; an error among them is named, and nothing is hidden."""
    _, wrong = _frozen(book, lambda cell: cell.formula is not None)
    if wrong:
        raise UserError(f"以下公式的结果是错误值，不能上报：{'、'.join(wrong)}")


def _make_live(book: OpenBook, one: Assessed, changes: Sequence[Change]) -> None:
    """Formulas over the values just written, wherever a cell function comes to the same."""
    written = {change.cell for change in changes if change.written}
    card, figures = one.scorecard, form_figures(one.form.filing)
    if book.property(RULESET_PROPERTY) is None:
        book.set_property(RULESET_PROPERTY, card.ruleset.id)
    for award in card.awards:
        formula = formula_of(award, card.ruleset, figures) if award.cell in written else None
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
        return f"待认定：{award.why}，可得{span(award.range)}分"
    return "\n".join(explain(award))


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


def _frozen(book: OpenBook, wanted: Callable[[Cell], bool]) -> tuple[list[str], list[str]]:
    """Formulas replaced by their values; those that show an error are left and named."""
    frozen: list[str] = []
    wrong: list[str] = []
    for sheet in book.sheets:
        cells = sorted(book.grid(sheet).cells.items())
        for (row, column), cell in cells:
            if not wanted(cell):
                continue
            place = address(row, column, sheet)
            if isinstance(cell.value, CellError):
                wrong.append(place)
            else:
                value = cell.value if isinstance(cell.value, str | Fraction) else None
                book.put(sheet, row, column, value)
                frozen.append(place)
    return frozen, wrong


def _told(assessed: Sequence[Assessed], changes: Sequence[Change]) -> Iterator[str]:
    counts = {outcome: [change for change in changes if change.outcome == outcome]
              for outcome in ("written", "proposed", "kept", "locked", "formula", "uncalculated")}
    yield f"已写入 {len(counts['written']) + len(counts['proposed'])} 个得分。"
    if counts["proposed"]:
        yield f"其中建议分 {len(counts['proposed'])} 个，请核定。"
    standing = [award.indicator for one in assessed for award in one.scorecard.awards
                if award.verdict == "proposed" and award.filed is not None]
    if standing:
        yield f"以前写入的建议分 {len(standing)} 个尚未核定：{'、'.join(standing)}"
    for change in counts["kept"]:
        yield f"未改：{change.name} {change.cell} 填 {change.old}，核算 {show(change.new, 2)}"
    for outcome, why in (("formula", "得分格里是公式，未改"), ("uncalculated", "公式还没有算出结果，未写")):
        if counts[outcome]:
            yield f"{why}：{'、'.join(change.cell for change in counts[outcome])}"
    if counts["locked"]:
        yield f"工作表受保护，未写：{'、'.join(change.cell for change in counts['locked'])}"
    waiting = [award.indicator for one in assessed for award in one.scorecard.awards
               if award.score is None]
    if waiting:
        yield f"待认定 {len(waiting)} 项：{'、'.join(waiting)}"
    yield f"算式和条款见“{BASIS}”表；要恢复原样，请按“撤销评分”。"
