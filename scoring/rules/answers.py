"""是/否: what a clerk answers to a key point or a condition."""

from __future__ import annotations

from fractions import Fraction

from scoring.filing import Entry
from scoring.rules.case import CannotScore
from scoring.rules.trace import Step
from scoring.values.normal import normal

YES_NO = ("是", "否")
YES_WORDS = {"是", "符合", "达成", "达到", "有", "√", "✓", "☑", "1", "对", "Y", "y", "yes", "TRUE"}
NO_WORDS = {"否", "不符合", "未达成", "未达到", "无", "没有", "×", "✗", "☒", "0", "不", "N", "n", "no",
            "FALSE"}


def yes_or_no(entry: Entry, name: str, label: str = "") -> Step:
    """The answer to the input as a figure, 1 or 0, under the name that people call it by;
    CannotScore where it is neither."""
    label = label or name
    if entry.number in (0, 1) and not entry.text:
        return Step(Fraction(entry.number or 0), label=label, cell=entry.cell)
    said = normal(entry.text).strip().rstrip("。")
    if said in YES_WORDS or said in NO_WORDS:
        yes = Fraction(said in YES_WORDS)
        return Step(yes, label=label, cell=entry.cell, shown=entry.text.strip())
    raise CannotScore(f"{label}“{entry.text or entry.error}”应填“是”或“否”", (name,))
