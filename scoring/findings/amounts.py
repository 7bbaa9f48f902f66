"""The form's money told twice: a row of the total cost or of payment against the funds table, and
sums of which one seems to be in 元 and the other in 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Entry, Filing, FundRow
from scoring.filing.numbers import amount, quantity, ratio
from scoring.findings.entries import amounts as filled
from scoring.findings.entries import shown, whole_fund
from scoring.findings.finding import Finding, finding
from scoring.findings.funds import parts_of
from scoring.findings.money import BUDGET, EXECUTED
from scoring.findings.sums import TEN_THOUSAND
from scoring.rules.indicator import plain_name
from scoring.values.exact import Rounding, decimals, show, sum_of
from scoring.values.quantity import Quantity
from scoring.values.units import dimension_and_factor

_WHOLE_COST = re.compile(r"总成本|总投资|总费用|总支出|总造价|项目成本|(?:成本|投资|资金|费用)总额")
_A_PART = re.compile(r"单位|单项|人均|户均|亩均|生均|节约|控制率|降低|标准|单价|每")
_PAID = re.compile(r"资金支付|支付完成|支付率|支出率|(?:支付|支出)进度|资金使用率")
_SLIPS = {"万元": ("funds-in-yuan", Fraction(TEN_THOUSAND)),
          "元": ("funds-in-wan", Fraction(1, TEN_THOUSAND))}
"""What is told of funds in the other unit than the one asked for, and how many times too large
they are then."""
_NEAR = Fraction(1, 200)
"""Rates and amounts that differ by less than half a percent may be rounded."""


def amounts(scorecard: Scorecard) -> Iterator[Finding]:
    filing, whole = scorecard.filing, whole_fund(scorecard.filing)
    if whole is None:
        return
    slips = list(_in_other_unit(scorecard.indicators, whole, filing))
    yield from slips
    for award in scorecard.indicators:
        if not slips:  # the same slip is no second mistake
            yield from _cost(award, whole, filing)
        yield from _payment(award, whole, filing)
    for split in () if slips else filing.splits:
        value = amount(split.whole, filing.unit)
        known = [amount(entry, filing.unit) for entry in filled(whole).values()]
        yield from (_slip(split.whole.cell, split.name, value, each, filing.unit)
                    for each in known if _is_slip(value, each))


def _cost(award: Award, whole: FundRow, filing: Filing) -> Iterator[Finding]:
    name, (_, actual) = plain_name(award.row.name), award.compared or (None, None)
    executed = _executed(whole, filing)
    if actual is None or actual.dimension != "元" or executed is None:
        return
    if not _WHOLE_COST.search(name) or _A_PART.search(name):
        return
    value = actual.base / dimension_and_factor(filing.unit)[1]
    if _is_slip(value, executed):
        yield _slip(award.row.actual.cell, award.indicator, value, executed, filing.unit)
    elif value != executed and not _rounded(value, executed):
        yield finding("amount-differs", award.row.actual.cell, indicator=award.indicator,
                      filed=f"{show(value)}{filing.unit}",
                      expected=f"{show(executed)}{filing.unit}")


def _rounded(value: Fraction, executed: Fraction) -> bool:
    """Whether it is the amount with fewer decimals: 132.9 of 132.912, but not 90 of 89.974."""
    places = decimals(value)
    return (places is not None and places > 0 and Rounding(places).apply(executed) == value
            and abs(value - executed) < _NEAR * executed)


def _payment(award: Award, whole: FundRow, filing: Filing) -> Iterator[Finding]:
    paid, executed = ratio(award.row.actual), _executed(whole, filing)
    budget = amount(whole.amounts.get(BUDGET, BLANK), filing.unit)
    if paid is None or executed is None or not budget or not shown(award.row.actual).endswith("%"):
        return
    rate = executed / budget
    if _PAID.search(plain_name(award.row.name)) and abs(paid - rate) > _NEAR:
        yield finding("payment-differs", award.row.actual.cell, whole.rate.cell,
                      indicator=award.indicator, filed=shown(award.row.actual),
                      expected=f"{show(Rounding(4).apply(rate) * 100)}%")


def _in_other_unit(awards: Iterable[Award], whole: FundRow, filing: Filing) -> Iterator[Finding]:
    """Funds that are ten thousand times what a row of the form says with its unit, or a ten
    thousandth: 元 typed where 万元 are asked, or the other way. Told of the first such row, with
    all that it says."""
    code, times = _SLIPS.get(filing.unit, ("", Fraction(1)))
    funds = {name: entry for name, entry in filled(whole).items() if not _names_unit(entry)}
    for award in awards if code else ():
        own = dimension_and_factor(filing.unit)[1]
        said = {each.text: each.base / own * times for each in _costs(award)}
        found = {name: value for name, entry in funds.items()
                 if (value := amount(entry, filing.unit)) is not None and value in said.values()}
        if found:
            yield finding(code, *(funds[name].cell for name in found), indicator=award.indicator,
                          columns="、".join(f"{each}{shown(funds[each])}" for each in found),
                          filed="、".join(dict.fromkeys(show(each) for each in found.values())),
                          expected="、".join(text for text, value in said.items()
                                            if value in found.values()))
            return


def _costs(award: Award) -> Iterator[Quantity]:
    """What a row says with its unit of an amount; not the price of one piece, of which there may
    well be ten thousand."""
    for said in (quantity(award.row.target), quantity(award.row.actual)):
        whole = said is not None and said.dimension == "元" and said.base >= TEN_THOUSAND
        if said is not None and whole and not _A_PART.search(plain_name(award.row.name)):
            yield said


def _names_unit(entry: Entry) -> bool:
    said = quantity(entry)
    return said is not None and said.dimension == "元"


def _executed(whole: FundRow, filing: Filing) -> Fraction | None:
    """全年执行数 of all funds; of the parts where the row of all funds says nothing or zero."""
    own = amount(whole.amounts.get(EXECUTED, BLANK), filing.unit)
    if own:
        return own
    parts = [amount(each.amounts.get(EXECUTED, BLANK), filing.unit)
             for each in parts_of(whole, filing)]
    return sum_of(each for each in parts if each is not None) or None


def _is_slip(one: Fraction | None, other: Fraction | None) -> bool:
    if not one or not other:
        return False
    return one / other in (TEN_THOUSAND, Fraction(1, TEN_THOUSAND))


def _slip(cell: str, name: str, value: Fraction | None, other: Fraction | None,
          unit: str) -> Finding:
    return finding("amount-unit", cell, indicator=name, filed=f"{show(value or Fraction(0))}{unit}",
                   expected=f"{show(other or Fraction(0))}{unit}")
