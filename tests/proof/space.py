"""Random rules over the whole rule space, and figures that seek their boundaries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from scoring.filing import Row
from scoring.formulas.columns import Columns, Figure, Place, Refused
from scoring.formulas.compiled import compiled
from scoring.formulas.opened import opened
from scoring.rules.clause import Clause
from scoring.rules.conditions import Adjust, Conditions, NotApplicable, Veto
from scoring.rules.indicator import Default, When
from scoring.rules.measure import Measure, RoundStep
from scoring.rules.scales.bands import Band, Bands
from scoring.rules.scales.base import Scale
from scoring.rules.scales.checklist import Checklist, Met
from scoring.rules.scales.each import Each
from scoring.rules.scales.judged import Judged
from scoring.rules.scales.ladder import Ladder, Tier
from scoring.rules.scales.parts import Part, Parts
from scoring.rules.scales.per_unit import Count, PerUnit, Price, Test
from scoring.rules.scales.proportional import Over, Proportional
from scoring.rules.scales.tally import Answer, Tally
from scoring.values.exact import Mode
from scoring.values.interval import Interval

OPEN_ROW = "自填行"
MOSTLY = ("比例计分", "比例计分", "按量加减分", "按量加减分", "组合", *["加权平均"] * 3,
          *[OPEN_ROW] * 4)
"""Kinds drawn more often: those whose scores lie between nothing and the weight."""
NAMES = ("甲", "乙", "丙")
LIST, MONTHS = "各月", 4
ROUNDINGS: tuple[Mode, ...] = ("四舍五入", "去尾", "进一")
CLAUSE = Clause(text="试")


@dataclass(frozen=True)
class Formula:
    """A formula and how to choose 甲 (or every month) so that it comes to a value."""

    text: str
    solve: Callable[[Fraction, Mapping[str, Fraction]], Fraction]


FORMULAS = (
    Formula("甲", lambda r, v: r),
    Formula("甲 ÷ 乙", lambda r, v: r * v["乙"]),
    Formula("甲 ÷ 乙", lambda r, v: r * v["乙"]),
    Formula("甲 − 乙", lambda r, v: r + v["乙"]),
    Formula("(甲 − 乙) ÷ 乙", lambda r, v: (1 + r) * v["乙"]),
    Formula("甲 ÷ (乙 + 丙)", lambda r, v: r * (v["乙"] + v["丙"])),
    Formula("甲 × 乙 ÷ 丙", lambda r, v: r * v["丙"] / v["乙"]),
    Formula("最大(甲, 乙) ÷ 丙", lambda r, v: r * v["丙"]),
    Formula("最小(甲 ÷ 乙, 2)", lambda r, v: r * v["乙"]),
    Formula("平均(各月)", lambda r, v: r),
    Formula("平均(各月) ÷ 乙", lambda r, v: r * v["乙"]),
    Formula("最大(各月)", lambda r, v: r),
    Formula("最小(各月) ÷ 2", lambda r, v: r * 2),
    Formula("实际值 ÷ 目标值", lambda r, v: r * v["目标值"]),
    Formula("实际值 − 目标值", lambda r, v: r + v["目标值"]),
    Formula("实际值", lambda r, v: r),
    Formula("延迟天数", lambda r, v: r),
)


@dataclass(frozen=True)
class Ruled:
    """A rule with what is proven about it: its marks, its formula, and its boundaries."""

    rule: Any
    conditions: Conditions | None
    clause: Clause
    marks: frozenset[str]
    formulas: tuple[Formula, ...] = ()
    boundaries: tuple[Fraction, ...] = ()
    every: RoundStep | None = None
    """How the ruleset rounds every award."""
    defaults: tuple[Default, ...] = ()
    """For a row that a clerk writes: the first that fits is taken instead of the rule."""

    def columns(self, place: Place) -> Columns | Refused:
        if self.defaults:
            return opened(self.defaults, place, self.every)
        return compiled(self, place, every=self.every)

    def of(self, row: Row) -> tuple[Any, str]:
        """What scores the row, and what to call it."""
        if not self.defaults:
            return self, ""
        for number, default in enumerate(self.defaults, 1):
            if default.when.fits(row):
                return default, f"第{number}项默认"
        return Default(rule=Judged(), clause=CLAUSE), "没有默认"


def some(chance: Random, *values: Any) -> Any:
    return chance.choice(values)


def maybe(chance: Random, odds: float, made: Callable[[], Any]) -> Any:
    return made() if chance.random() < odds else None


def decimal(chance: Random, low: int, high: int, places: int) -> Fraction:
    """Between two whole numbers, with so many decimals."""
    scale = 10**places
    return Fraction(chance.randint(low * scale, high * scale), scale)


class Space:
    """Draws rules; what is drawn for one is remembered until the next."""

    def __init__(self, chance: Random, only: tuple[str, ...] = ()) -> None:
        """``only``: no other kinds than these; 自填行 is a row that a clerk writes."""
        self.chance, self.only = chance, only
        self.formulas: list[Formula] = []
        self.boundaries: list[Fraction] = []
        self.marks: set[str] = set()

    def ruled(self) -> Ruled:
        self.formulas, self.boundaries, self.marks = [], [], set()
        every = self.rounding() if self.chance.random() < 0.1 else None
        if every is not None:
            self.marks.add("全表舍入")
        kind = some(self.chance, *(self.only or (*KINDS, *MOSTLY)))
        if kind == OPEN_ROW:
            return self.open_row(every)
        rule = KINDS[kind](self)
        self.marks.add(kind)
        conditions = self.conditions() if self.chance.random() < 0.35 else None
        return Ruled(rule, conditions, CLAUSE, frozenset(self.marks), tuple(self.formulas),
                     tuple(self.boundaries), every)

    def open_row(self, every: RoundStep | None) -> Ruled:
        """As forms have it whose rows clerks write."""
        chance = self.chance
        reverse = some(chance, "A/B", "2-B/A")
        conditions = self.conditions() if chance.random() < 0.2 else None
        fits = [
            (When(target=("文字", "空")), self.bands()),
            (When(target=("日期",)), Proportional(direction="反向")),
            (When(comparator=("≥", ">"), level=some(chance, (), (), ("数量", "质量"))),
             Proportional()),
            (When(comparator=("≤", "<")), Proportional(direction="反向", reverse=reverse)),
            (When(target=("数量",)), Proportional(direction="推断", reverse=reverse)),
        ]
        self.boundaries.append(Fraction(1))
        self.marks.add(OPEN_ROW)
        defaults = tuple(Default(when=when, rule=rule, clause=CLAUSE, conditions=conditions)
                         for when, rule in fits)
        return Ruled(Judged(), None, CLAUSE, frozenset(self.marks), (), tuple(self.boundaries),
                     every, defaults)

    def place(self) -> Place:
        units = some(self.chance, ("", "", ""), ("元", "元", "元"), ("元", "万元", "元"),
                     ("人", "人", "人"), ("%", "%", "%"))
        figures = {name: Figure(unit) for name, unit in zip(NAMES, units, strict=True)}
        figures |= {LIST: Figure(units[0], MONTHS)}
        yes_no = [f"标_要点{place}" for place in range(1, 4)] + ["停", "否决"]
        yes_no += [f"标_第{part}部分_要点{place}" for part in (1, 2, 3) for place in (1, 2, 3)]
        others = ["标_符合项数", "标_档次", "酌情", "标_好", "标_中", "标_差", "延迟天数"]
        figures |= {name: Figure() for name in [*yes_no, *others]}
        own = {"分值", "目标值", "实际值", "偏差原因", "一级", "二级", "三级"}
        return Place("标", frozenset(own), figures, year=some(self.chance, None, 2023, 2024))

    # Measures

    def measure(self, *, ratio: bool = True) -> Measure:
        chance = self.chance
        formula = some(chance, *FORMULAS)
        self.formulas.append(formula)
        unit = some(chance, "", "", "元", "%")
        return Measure(
            formula=formula.text, name=some(chance, "", "率"), unit=unit,
            cap=maybe(chance, 0.15, lambda: decimal(chance, 0, 2, 1)),
            cap_each=maybe(chance, 0.15, lambda: decimal(chance, 0, 2, 1)),
            domain=maybe(chance, 0.1, lambda: Interval(Fraction(0), self.boundary(),
                                                       some(chance, True, False), False)),
            round=self.rounding() if chance.random() < 0.25 else None)

    def rounding(self) -> RoundStep:
        mode = some(self.chance, *ROUNDINGS)
        self.marks.add(mode)
        return RoundStep(places=some(self.chance, 0, 1, 2, 2, 4), mode=mode)

    def boundary(self) -> Fraction:
        made = decimal(self.chance, 0, 2, some(self.chance, 1, 2))
        self.boundaries.append(made)
        return made

    def conditions(self) -> Conditions:
        chance, marks = self.chance, self.marks
        apart = maybe(chance, 0.3, lambda: NotApplicable(
            then=some(chance, "满分", "剔除", "不计"), input="停",
            words=some(chance, (), ("没有任务", "未开展"))))
        veto = (Veto(input="否决"),) if chance.random() < 0.3 else (
            Veto(words=("违规",)),) if chance.random() < 0.2 else ()
        low, high = some(chance, (-2, 0), (0, 2), (-1, 1))
        adjust = (Adjust(low=Fraction(low), high=Fraction(high), input=some(chance, "酌情", "")),
                  ) if chance.random() < 0.25 else ()
        rounding = self.rounding() if chance.random() < 0.4 else None
        for mark, made in (("不适用", apart), ("一票否决", veto), ("酌情加减", adjust),
                           ("得分舍入", rounding)):
            if made:
                marks.add(mark)
        return Conditions(not_applicable=apart, veto=veto, adjust=adjust, round=rounding)

    # Kinds

    def proportional(self) -> Proportional:
        chance = self.chance
        own = chance.random() < 0.6
        self.boundaries.append(Fraction(1))
        gate = maybe(chance, 0.3, lambda: decimal(chance, 0, 1, 1))
        over = tuple(Over(above=above, share=decimal(chance, 0, 1, 1))
                     for above in (Fraction(3, 2), Fraction(2)) if chance.random() < 0.3)
        self.boundaries += [tier.above for tier in over] + ([gate] if gate else [])
        made = Proportional(
            direction=some(chance, "正向", "反向", "等于", "等于", "推断") if own
            else some(chance, "正向", "反向"),
            reverse=some(chance, "A/B", "2-B/A"), measure=None if own else self.measure(),
            target=None if own else maybe(chance, 0.5, lambda: decimal(chance, 1, 9, 0) / 10),
            gate=gate, over=over)
        self.marks.add(f"比例{made.direction}")
        if made.target:
            self.boundaries.append(made.target)
        return made

    def ladder(self) -> Ladder:
        chance = self.chance
        ends = sorted({self.boundary() for _ in range(chance.randint(1, 4))})
        closed = chance.random() < 0.5
        tiers = []
        for low, high in zip([None, *ends], [*ends, None], strict=True):
            when = Interval(low, high, low is not None and closed, high is not None and not closed)
            tiers.append(self.tier(when))
        if chance.random() < 0.2:
            tiers.pop(chance.randrange(len(tiers)))
        chance.shuffle(tiers)
        measure = self.measure() if chance.random() < 0.6 else None
        if measure is None:
            self.marks.add("完成率")
        return Ladder(measure=measure, tiers=tuple(tiers))

    def tier(self, when: Interval) -> Tier:
        chance = self.chance
        kind = chance.randrange(8)
        if kind == 0:
            self.marks.add("档内由人给分")
            low = decimal(chance, 0, 5, 1)
            return Tier(when=when, judged=Interval(low, low + decimal(chance, 1, 6, 1),
                                                   some(chance, True, False), True))
        if kind < 3:
            return Tier(when=when, proportional=True)
        if kind < 6:
            return Tier(when=when, share=Fraction(chance.randint(0, 10), some(chance, 10, 12)))
        return Tier(when=when, points=decimal(chance, 0, 12, 1))

    def per_unit(self) -> PerUnit:
        chance = self.chance
        start = some(chance, "满分", "满分", "零分", "基本分")
        counts = tuple(self.count() for _ in range(some(chance, 1, 1, 1, 2)))
        self.marks.add(f"从{start}")
        return PerUnit(start=start, base=decimal(chance, 1, 6, 1) if start == "基本分" else None,
                       least=maybe(chance, 0.2, lambda: decimal(chance, -3, 2, 1)),
                       most=maybe(chance, 0.2, lambda: decimal(chance, 6, 12, 1)), counts=counts)

    def count(self) -> Count:
        chance = self.chance
        beyond = self.boundary()
        step = some(chance, Fraction(1), Fraction(1, 100), Fraction(1, 10), Fraction(1, 1000))
        self.boundaries += [beyond + step * chance.randint(1, 9) for _ in range(2)]
        points = chance.random() < 0.6
        partial = some(chance, "不计", "计一步", "按比例", None)
        self.marks.add(f"不足一步{partial or '未说明'}")
        prices = ()
        if chance.random() < 0.25:
            self.marks.add("分段单价")
            prices = tuple(Price(of=self.measure(), when=Interval(*ends), points=worth)
                           for ends, worth in (((None, Fraction(1), False, False), Fraction(1, 2)),
                                               ((Fraction(1), None, True, False), Fraction(1))))
        test = None
        if chance.random() < 0.2:
            self.marks.add("先测后计")
            test = Test(measure=self.measure(), when=Interval(None, Fraction(1), False, True))
        return Count(
            measure=self.measure(), beyond=beyond, side=some(chance, "超过", "不足"), step=step,
            points=None if not points or prices else decimal(chance, 0, 2, 2),
            share=None if points or prices else Fraction(chance.randint(1, 20), 100),
            partial=partial, prices=prices, test=test, way=some(chance, None, None, "扣", "加"),
            most=maybe(chance, 0.2, lambda: decimal(chance, 1, 5, 1)))

    def checklist(self) -> Checklist:
        chance = self.chance
        size = chance.randint(1, 3)
        items = tuple(f"点{place}" for place in range(size))
        kind = chance.randrange(3)
        table = tuple(Met(met=Interval(Fraction(count), Fraction(count)),
                          points=decimal(chance, 0, 10, 1) if chance.random() < 0.5 else None,
                          share=None) for count in range(size, -1, -1)) if kind == 0 else ()
        table = tuple(one if one.points is not None else Met(met=one.met, share=Fraction(
            chance.randint(0, 10), 10)) for one in table)
        worth = tuple(decimal(chance, 0, 5, 1) for _ in items) if kind == 1 else ()
        words = {"全部符合": size} if chance.random() < 0.3 else {}
        return Checklist(items=items, table=table, worth=worth, words=words)

    def bands(self) -> Bands:
        chance = self.chance
        fixed = chance.random() < 0.4
        self.marks.add("固定分档" if fixed else "档内给分")
        names = (("好", ("达成", "完成")), ("中", ("部分达成",)), ("差", ("未达成",)))
        tops = sorted((decimal(chance, 0, 1, 1) for _ in range(2)), reverse=True)
        spans = zip([Fraction(1), *tops], [*tops, Fraction(0)], strict=True)
        made = []
        for (name, words), (high, low) in zip(names, spans, strict=True):
            if fixed:
                worth = {"points": decimal(chance, 0, 9, 1)} if chance.random() < 0.5 else {
                    "share": Interval(high, high)}
            else:
                worth = {"share": Interval(low, high, True, name == "好" or low == high)}
            made.append(Band(name=name, words=words, **worth))
        return Bands(bands=tuple(made))

    def tally(self) -> Tally:
        chance = self.chance
        points = sorted((decimal(chance, 0, 5, some(chance, 0, 1)) for _ in range(2)), reverse=True)
        return Tally(answers=tuple(Answer(name=name, points=worth) for name, worth in zip(
            ("好", "中", "差"), (decimal(chance, 5, 10, 0), *points), strict=True)))

    def parts(self) -> Parts:
        chance = self.chance
        if chance.random() < 0.35:
            self.marks.add("逐点")
            child = some(chance, self.checklist_of_one, self.judged)()
            return Parts(each=Each(items=("一", "二", "三"), rule=child))
        size = chance.randint(2, 3)
        kinds = (self.proportional, self.ladder, self.per_unit, self.checklist, self.judged)
        way = chance.randrange(3)
        made = []
        for _ in range(size):
            points = decimal(chance, 0, 4, 1) if way == 0 else None
            share = Fraction(1, size) if way == 1 else None
            conditions = self.conditions() if chance.random() < 0.3 else None
            made.append(Part(rule=some(chance, *kinds)(), points=points, share=share,
                             conditions=conditions))
        return Parts(parts=tuple(made))

    def checklist_of_one(self) -> Checklist:
        return Checklist(items=("点",))

    def judged(self) -> Judged:
        low = decimal(self.chance, 0, 1, 1) / 2
        return Judged(share=Interval(low, low + Fraction(1, 2), some(self.chance, True, False),
                                     True))


KINDS: Mapping[str, Callable[[Space], Scale]] = {
    "比例计分": Space.proportional, "分档计分": Space.ladder, "按量加减分": Space.per_unit,
    "要点计分": Space.checklist, "定性分档": Space.bands, "加权平均": Space.tally,
    "组合": Space.parts, "人工认定": Space.judged,
}

