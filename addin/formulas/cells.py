"""The form's own cells: the formulas that point at 评分计算, the total, limits and looks."""

from __future__ import annotations

from collections.abc import Iterator

from addin.books.book import OUR_LOOKS, Highlight, Validation, column_letters
from addin.formulas.columns import SCORE, Section, as_read, limits
from addin.formulas.lines import Line, Lines
from addin.formulas.sources import OWN, sheet_of
from scoring.filing.numbers import number
from scoring.formulas.columns import OPEN
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.bands import Bands
from scoring.values.exact import show
from scoring.values.interval import Interval

_OURS = f'N("{OUR_LOOKS}")=0'
"""Always so."""
_PROMPT = "显示“待认定”的，直接填人认定的得分；可得范围和原因见“评分计算”表。"


def score_formula(section: Section, line: Line, sheet: str) -> str:
    """What stands in the line's 得分 cell; ``sheet`` is the name of our sheet. The same text in every
    row where rows come and go, so that a copied one is right."""
    if not line.position:
        return f"{sheet_of(sheet)}!${SCORE}${section.row_of(line)}"
    top, bottom = section.moving
    return f"INDEX({sheet_of(sheet)}!${SCORE}${top}:${SCORE}${bottom},{_place(section.lines)})"


def _place(lines: Lines) -> str:
    """A row's place below the header."""
    column = column_letters(lines.form.found.columns["score"])
    return f"ROW()-ROW({column}${lines.form.found.header_row})"


def _column(lines: Lines, role: str) -> str:
    """The column from the header down to the row above the total, wherever rows are put in."""
    found = lines.form.found
    letters = column_letters(found.columns[role])
    return f"{letters}{found.header_row}:OFFSET({letters}{found.total_row},-1,0)"


def local(cell: str) -> str:
    """``H8`` of ``自评表!H8``."""
    return cell.rpartition("!")[2]


def grade_formula(ruleset: Ruleset, total: str) -> str:
    """The grade that a total earns; empty where the ruleset has none for it."""
    formula = '""'
    for grade in reversed(ruleset.grades):
        formula = f'IF({_within(grade.total, total)},"{grade.name}",{formula})'
    return f'IF(ISNUMBER({total}),{formula},"")'


def _within(span: Interval, cell: str) -> str:
    tests = []
    if span.low is not None:
        tests.append(f"{cell}>{'=' if span.low_closed else ''}{show(span.low)}")
    if span.high is not None:
        tests.append(f"{cell}<{'=' if span.high_closed else ''}{show(span.high)}")
    return f"AND({','.join(tests)})" if tests else "TRUE"


def validations(section: Section) -> Iterator[Validation]:
    """What may be typed over a score, with its clause; and the levels to choose from."""
    lines = section.lines
    low, high, *_ = limits(section)
    for line in lines.fixed:
        if line.cell:
            fixed = section.row_of(line) - section.top + 1
            yield _limit(local(line.cell), f"INDEX({low},{fixed})", f"INDEX({high},{fixed})",
                         str(line.ruled.clause))
    if lines.moving:
        first = len(lines.fixed)
        place = _one(f"{_place(lines)}+{first}")
        yield _limit(_rows(lines, "score"), f"INDEX({low},{place})", f"INDEX({high},{place})",
                     _qualitative(lines.ruleset))
        if "actual" in lines.form.found.columns and (levels := _levels(lines.ruleset)):
            yield Validation(_rows(lines, "actual"), choices=levels, advisory=True,
                             prompt="定量指标填实际完成的数，定性指标从下拉列表选实际达到的档次。")


def _one(number: str) -> str:
    """In limits and looks, ROW() is a list of one number: this makes it a number."""
    return f"MAX({number})"


def _limit(area: str, low: str, high: str, clause: str) -> Validation:
    return Validation(area, between=(low, high), prompt=f"{_PROMPT}{clause}",
                      error=f"得分不在可得范围内。{clause}")


def _rows(lines: Lines, role: str) -> str:
    found = lines.form.found
    letters = column_letters(found.columns[role])
    return f"{letters}{found.slots[0]}:{letters}{found.slots[-1]}"


def _qualitative(ruleset: Ruleset) -> str:
    """The clause by which a person gives points."""
    return next((str(default.clause) for default in ruleset.defaults
                 if isinstance(default.rule, Bands)), "")


def _levels(ruleset: Ruleset) -> tuple[str, ...]:
    return next((tuple(band.name for band in default.rule.bands) for default in ruleset.defaults
                 if isinstance(default.rule, Bands)), ())


def highlights(section: Section) -> Iterator[Highlight]:
    """What turns red or yellow in the form: a score outside its band or unlike its formula, weights
    that do not add up, a reason that is missing."""
    lines = section.lines
    found, checks = lines.form.found, lines.ruleset.checks
    if not found.slots or "score" not in found.columns:
        return
    yield from _scores(section)
    yield from _open(section)
    yield from _copied(section)
    if "weight" not in found.columns:
        return
    score, weight = (f"${column_letters(found.columns[role])}{found.slots[0]}"
                     for role in ("score", "weight"))
    if checks is not None and checks.reason_below_weight is not None and "reason" in found.columns:
        reason = f"${column_letters(found.columns['reason'])}{found.slots[0]}"
        yield Highlight(_rows(lines, "reason"),
                        f'AND({_OURS},ISNUMBER({score}),ISNUMBER({weight}),{score}<{weight},'
                        f'TRIM({reason})="")', "warning")
    if checks is not None and found.total_row is not None:
        cells = _column(lines, "weight")
        fund = _fund_weight(lines)
        total = f"{column_letters(found.columns['weight'])}{found.total_row}"
        yield Highlight(total, f"AND({_OURS},COUNT({cells})>0,ROUND(SUM({cells}){fund},4)"
                               f"<>{show(checks.total_weight)})", "error")


def _open(section: Section) -> Iterator[Highlight]:
    """Scores that wait for a person, and the total that waits for them."""
    total = section.lines.form.filing.total_score.cell
    places = [(area, cell) for area, cell, _ in _places(section)]
    for area, cell in (*places, *([(local(total),) * 2] if total else ())):
        yield Highlight(area, f'AND({_OURS},{cell}="{OPEN}")', "warning")


def _copied(section: Section) -> Iterator[Highlight]:
    """Scores of something else than what stands in their row: those on a copy of the sheet, which
    are still the first one's."""
    *_, read = limits(section)
    lines = section.lines
    columns, slots = lines.form.found.columns, lines.form.found.slots
    typed = [{OWN[role]: f"${column_letters(column)}{slots[0]}"
              for role, column in columns.items() if role in OWN}] if lines.moving else []
    typed += [{name: local(cell) for name, cell in line.own.items()}
              for line in lines.fixed if line.cell]
    for (area, _, place), cells in zip(_places(section), typed, strict=True):
        if own := as_read(cells):
            yield Highlight(area, f"AND({_OURS},{own}<>INDEX({read},{place}))", "error")


def _places(section: Section) -> Iterator[tuple[str, str, str]]:
    """The areas of the scores, each with its first cell and the place of that among the lines."""
    lines = section.lines
    if lines.moving:
        cell = f"${column_letters(lines.form.found.columns['score'])}{lines.form.found.slots[0]}"
        yield _rows(lines, "score"), cell, _one(f"{_place(lines)}+{len(lines.fixed)}")
    yield from ((local(line.cell), local(line.cell), str(place))
                for place, line in enumerate(lines.fixed, 1) if line.cell)


def _scores(section: Section) -> Iterator[Highlight]:
    low, high, given, _ = limits(section)
    for area, cell, place in _places(section):
        yield Highlight(area, f"AND({_OURS},ISNUMBER({cell}),OR({cell}<INDEX({low},{place}),"
                              f"{cell}>INDEX({high},{place})))", "error")
        yield Highlight(area, f"AND({_OURS},ISNUMBER({cell}),ISNUMBER(INDEX({given},{place})),"
                              f"ROUND({cell}-INDEX({given},{place}),6)<>0)", "error")


def _fund_weight(lines: Lines) -> str:
    """What the row of the funds adds to the weights."""
    fund = next((each for each in lines.form.filing.funds if each.scored), None)
    if fund is None or fund.weight.blank or not fund.weight.cell:
        return ""
    if fund.weight.number is not None:
        return f"+{local(fund.weight.cell)}"
    said = number(fund.weight)
    return "" if said is None else f"+{show(said)}"


__all__ = ["grade_formula", "highlights", "local", "score_formula", "validations"]
