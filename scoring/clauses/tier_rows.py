"""The rows of a ladder as a clause prints them, and those that are shares of the row's target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.figure import VAGUE, is_completion, of_the_row, plain_name
from scoring.clauses.formula import COMPLETION, TARGET, WEIGHT
from scoring.clauses.grammar import NotReadError, Parse
from scoring.clauses.span import Span, at_least, at_most, exactly
from scoring.clauses.tiers import Row

ALL_DONE = ("全部完成", "全面完成", "全部达到", "全部达标", "全部实现")
_ALL = at_least(Fraction(1), "%")
_NONE = ("未发生", "没有发生", "未出现", "没有出现", "未开展", "没有开展", "未举办", "未组织")
SAME = ("结果", "完成", "达到", "比率", "该比率", "完成率", "实际完成", "达", "完成率为", "为", "在",
         "发生", "出现", *_NONE)


_SHARE_DONE = re.compile("(?:实际|任务|目标)*完成(?:比例|率|程度)")


def rows_of(parse: Parse) -> list[Row]:
    """One for every range that is followed by what it earns; none where another rule must read."""
    rows, words, span, whole = list[Row](), list[str](), None, False
    standard = parse.one("standard")
    for atom in parse.all("rows"):
        if atom.kind in "得扣式":
            if span is None and not whole:
                return []
            subject = "".join(words).strip(",:、")
            rows.append(Row(subject, span or _ALL, atom, whole=span is None))
            words, span, whole = [], None, False
        elif atom.kind in "词界例未达":
            whole = atom.text in ALL_DONE or (atom.kind == "达" and standard is None)
            span = _span(atom, standard) or span
            if atom.kind == "词" and plain_name(atom.text) not in (*VAGUE, *SAME):
                words.append(atom.text)
    cases = any(atom.kind == "例" for atom in parse.all("rows"))
    return [] if cases and not any(row.span.exact == 0 for row in rows) else rows


def _span(atom: Atom, standard: Atom | None) -> Span | None:
    """What a row's words say of where it lies; 发生1次 beside 未发生 is one of a few numbers."""
    if atom.kind == "词":
        return exactly(Fraction(0), "") if atom.text in _NONE else None
    if atom.kind == "界":
        return atom.span
    if atom.kind == "未":
        return at_most(Fraction(1), "%", False)
    if atom.kind == "例":
        counted = not atom.text.startswith("每") and atom.number
        return exactly(atom.number, atom.unit) if counted and atom.number else None
    span = standard.span if standard else None
    return span if span is None or span.exact is None else at_least(span.exact, span.unit)


def of_target(row: Row) -> bool:
    """达到目标值80%以上: a share of the row's own target."""
    return row.span.unit == "%" and is_completion(row.subject) and re.search(
        "目标值|指标值|计划[数值]", row.subject) is not None


def by_completion(rows: Sequence[Row], indicator: str) -> list[Row]:
    """达到目标值得满分，完成60%以上得一半分: tiers of how much of the row's target is done, and of
    nothing else."""
    for row in rows:
        name = plain_name(row.subject) if row.subject else ""
        done = name in (*SAME, *ALL_DONE) or is_completion(row.subject) or _SHARE_DONE.fullmatch(
            name) or (row.whole and of_the_row(row.subject, indicator))
        if row.span.unit != "%" or not done:
            raise NotReadError(row.worth)
    return [replace(row, worth=_plain(row.worth)) for row in rows]


def _plain(worth: Atom) -> Atom:
    """得分＝实际完成值/目标值×分值 is by the share that is done."""
    return replace(worth, right=f"{COMPLETION}×分值") if worth.kind == "式" and re.fullmatch(
        rf"\(?(?:全年)?实际(?:完成)?(?:值|数)?[/÷]{TARGET.pattern}\)?×{WEIGHT.pattern}", worth.right
    ) else worth
