"""要点计分 as formulas; beside ``rules.scales.checklist``."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from scoring.formulas.answers import Answer, answer
from scoring.formulas.exact import NOTHING, Exact, chosen, constant
from scoring.formulas.expr import EMPTY, NO, YES, ZERO, Expr, Text, call, every, negated, some, when
from scoring.formulas.expr import figure as cell_of
from scoring.formulas.texts import is_number
from scoring.formulas.words import matching, own_words
from scoring.formulas.workings import Found, Workings, either, first_reason
from scoring.rules.scales.checklist import MET, POINT, Checklist

DIFFERENT = "所填要点的项数与填报的项数不一致，需人工认定"


def checklist(rule: Checklist, row: Workings) -> Found:
    answers = [answer(row, f"{row.name}_{POINT}{place}")
               for place in range(1, len(rule.items) + 1)]
    met = row.keep("符合", _count(*(each.yes for each in answers)))
    blanks = row.keep("未答", _count(*(each.blank for each in answers)))
    stated = _stated(rule, row)
    wrong = first_reason(*(each.why for each in answers), stated.why)
    differs = every(blanks.equals(0), negated(stated.blank), stated.count.differs(met))
    lacking = Text(f"缺少{row.name}的要点")
    if rule.worth:
        low, high = _by_point(rule, answers, row)
        found = either(blanks.equals(0), Found(low), Found(why=lacking, low=low, high=high))
    else:
        use_stated = every(blanks > 0, negated(stated.blank))
        counted = row.keep("项数", when(use_stated, stated.count, met))
        more = row.keep("可加", when(use_stated, 0, blanks))
        found = _by_count(rule, counted, more, row, blanks < len(rule.items), lacking)
    why = row.keep("因", first_reason(wrong, when(differs, DIFFERENT, "")))
    return row.either(why.differs(""), row.open(why), found)


class _Stated:
    """The number of points met as stated in one figure or one word."""

    def __init__(self, count: Expr = ZERO, blank: Expr = YES, why: Expr = EMPTY) -> None:
        self.count, self.blank, self.why = count, blank, why


def _stated(rule: Checklist, row: Workings) -> _Stated:
    said = _by_word(rule, row)
    name = f"{row.name}_{MET}"
    if name not in row.place.figures:
        return said
    cell = cell_of(name)
    number = row.keep("填项数", when(is_number(row, cell), cell, -1))
    lawful = every(number >= 0, number <= len(rule.items), number.equals(call("INT", number)))
    blank = cell.equals("")
    why = when(some(blank, lawful), "", f"{name}应是0到{len(rule.items)}之间的整数")
    return _Stated(when(blank, said.count, number), every(blank, said.blank), why)


def _by_word(rule: Checklist, row: Workings) -> _Stated:
    if not rule.words or "实际值" not in row.place.own:
        return _Stated()
    words = list(rule.words.items())
    place = row.keep("词", matching([word for word, _ in words], own_words(row, "实际")))
    count: Expr = ZERO
    for number, (_, met) in enumerate(words, 1):
        count = when(place.equals(number), met, count)
    return _Stated(row.keep("词项数", count), place.equals(0))


def _by_count(rule: Checklist, counted: Expr, more: Expr, row: Workings, some_known: Expr,
              lacking: Expr) -> Found:
    """Between every unanswered point not met and every one met; alike ends are the score."""
    counts = range(len(rule.items) + 1)
    earned = {count: _earned(rule, count, row) for count in counts}
    reached = {count: every(counted <= count, counted + more >= count) for count in counts}
    unruled = row.keep("未定", some(*(reached[count] for count in counts if earned[count] is None)))
    known = {count: each for count, each in earned.items() if each is not None}
    sums = row.sums
    here = row.kept("得分", _picked(counted, known))
    low = high = here
    for count, worth in known.items():
        inside = chosen(reached[count], worth, here)
        low, high = sums.smaller(low, inside), sums.larger(high, inside)
    low, high = row.kept("低", low), row.kept("高", high)
    settled = some(more.equals(0), every(some_known, sums.same(low, high)))
    found = either(settled, Found(here), Found(why=lacking, low=low, high=high))
    return either(unruled, row.open(Text("条款没有规定这么多要点符合得几分，需人工认定")), found)


def _picked(count: Expr, worths: dict[int, Exact]) -> Exact:
    return reduce(lambda other, one: chosen(count.equals(one[0]), one[1], other),
                  worths.items(), NOTHING)


def _earned(rule: Checklist, count: int, row: Workings) -> Exact | None:
    """What so many points are worth; None where no line of the table says."""
    if not rule.table:
        return row.share(Fraction(count, len(rule.items)))
    line = next((line for line in rule.table if Fraction(count) in line.met), None)
    if line is None:
        return None
    return row.share(line.share or Fraction(0)) if line.points is None else row.points(line.points)


def _by_point(rule: Checklist, answers: list[Answer], row: Workings) -> tuple[Exact, Exact]:
    """The worths of the points met, and with those that are not answered."""
    ends = []
    for also_blank in (False, True):
        total = NOTHING
        for each, worth in zip(answers, rule.worth, strict=True):
            test = some(each.yes, each.blank) if also_blank else each.yes
            total = row.sums.sum(total, chosen(test, constant(worth), NOTHING))
        ends.append(row.kept("低", row.sums.limited(total, NOTHING, row.weight)))
    return ends[0], ends[1]


def _count(*tests: Expr) -> Expr:
    """How many of the tests hold."""
    total: Expr = ZERO
    for test in tests:
        total = total + (when(test, 1, 0) if test not in (YES, NO) else int(test == YES))
    return total
