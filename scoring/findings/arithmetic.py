"""算式: an expression in a text with its printed result (9/8×100%=125.00%), calculated again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.filing import Entry
from scoring.findings.finding import Finding, finding
from scoring.rules.case import CannotScore
from scoring.rules.clause import Clause
from scoring.rules.expression import evaluate, parse
from scoring.values.exact import Rounding, exact, show
from scoring.values.normal import normal
from scoring.values.units import dimension_and_factor

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,10})?%?"
_OPERATOR = r"\s*[-+×÷/]\s*"
_PRINTED = re.compile(
    rf"(?<!\d,)(?<![\dA-Za-z.%)+×÷/-])"
    rf"(?P<formula>(?:\(-)?\({{0,2}}{_NUMBER}\){{0,2}}"
    rf"(?:{_OPERATOR}\({{0,2}}{_NUMBER}\){{0,2}}){{1,20}})\s*[=≈]\s*"
    rf"(?P<result>-?{_NUMBER})(?P<magnitude>[万亿]?)(?!\s*[-+×÷/(]|[\d.,]*\d)"
)
_EQUALS = re.compile("[=≈＝]")
_LIST_NUMBER = re.compile(r"\(\d{1,2}\)(?=\d)")
_AMBIGUOUS_START = re.compile(r"[1-9]\d?\.\d")
"""«1.9/8» at the start of a line: 1.9 ÷ 8, or 9 ÷ 8 as the first of a list."""
_SIGNS = str.maketrans({
    "，": "；", "−": "-", "—": "-", "–": "-", "*": "×", "＊": "×", "✕": "×", "⨯": "×", "／": "/",
    "〔": "(", "〕": ")", "［": "(", "］": ")", "[": "(", "]": ")", "【": "(", "】": ")",
    "{": "(", "}": ")", "｛": "(", "｝": ")",
})
"""A Chinese comma is no thousands separator, so it goes before NFKC makes it one."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An expression as printed, the result printed behind it, and what the two come to."""

    formula: str
    result: str
    computed: Fraction
    stated: Fraction
    unit: Fraction
    """One unit of the result's last printed digit."""
    as_percent: bool

    @property
    def holds(self) -> bool:
        return abs(self.computed - self.stated) * 2 <= self.unit

    @property
    def nearly(self) -> bool:
        return abs(self.computed - self.stated) < self.unit

    def like_printed(self, value: Fraction) -> str:
        """A value written as the result is."""
        places = len(self.result.rstrip("%").partition(".")[2])
        sign = "%" if self.as_percent else ""
        return f"{show(Rounding(places).apply(value * (100 if sign else 1)), places)}{sign}"


def arithmetic(name: str, entry: Entry, clause: Clause | None) -> Iterable[Finding]:
    return _wrong(name, entry, clause) if _EQUALS.search(entry.text) else ()


def _wrong(name: str, entry: Entry, clause: Clause | None) -> Iterator[Finding]:
    for printed in printed_arithmetic(entry.text):
        if not printed.holds:
            code = "printed-rounding" if printed.nearly else "printed-arithmetic"
            yield finding(code, entry.cell, indicator=name, clause=str(clause or ""),
                          filed=printed.result, formula=printed.formula.replace("/", "÷"),
                          expected=printed.like_printed(printed.computed))


def printed_arithmetic(text: str) -> Iterator[Printed]:
    """Every expression of plain numbers that is followed by its result.

    >>> [(each.formula, each.holds) for each in printed_arithmetic("控制率=9/8×100%=125.00%，超出1人")]
    [('9/8×100%', False)]
    >>> list(printed_arithmetic("2023/4/5 起，目标值×3/4=2，按1-2人=一组计"))
    []
    """
    for line in normal(text.translate(_SIGNS)).splitlines():
        plain = _LIST_NUMBER.sub(" ", line)
        for match in _PRINTED.finditer(plain):
            starts = not plain[:match.start()].strip()
            ambiguous = starts and _AMBIGUOUS_START.match(match["formula"])
            formula = _without_open_brackets(match["formula"])
            computed = None if ambiguous else _value(formula)
            if computed is not None:
                yield _closest(formula, match["result"], match["magnitude"], computed)


def _without_open_brackets(formula: str) -> str:
    """The expression without a bracket that closes only behind its result: (9/8=112.5%)."""
    surplus = max(formula.count("(") - formula.count(")"), 0)
    return formula[surplus:] if formula.startswith("(" * surplus) else formula


def _value(formula: str) -> Fraction | None:
    plain = re.sub(r"[\s,]", "", formula).replace("(-", "(0-")
    try:
        return evaluate(parse(plain), lambda name: ()).value
    except (ValueError, CannotScore):
        return None


def _closest(formula: str, result: str, magnitude: str, computed: Fraction) -> Printed:
    """The result in whichever of its customary senses comes nearest: ×100 without its % sign, a
    percentage without it, an amount in 万 of operands in ones."""
    value, unit = exact(result.rstrip("%")), _last_digit(result)
    senses = [(Fraction(1), False)]
    if "%" in formula + result:
        senses.append((Fraction(1, 100), True))
    if result.endswith("%") and not re.search(r"×\s*100(?![\d.%])", formula):
        senses = [(Fraction(1, 100), True)]
    if magnitude:
        senses.append((dimension_and_factor(f"{magnitude}元")[1], False))
    taken = [Printed(formula, result, computed, value * factor, unit * factor, percent)
                for factor, percent in senses]
    return min(taken, key=lambda each: abs(each.computed - each.stated) / each.unit)


def _last_digit(result: str) -> Fraction:
    return Fraction(1, 10 ** len(result.rstrip("%").partition(".")[2]))
