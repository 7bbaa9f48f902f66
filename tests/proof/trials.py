"""What a clerk might type for a rule: most of it plain, much of it beside a boundary, some of it
nothing, text, negative or zero."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from scoring.filing import BLANK, Entry
from scoring.formulas.columns import Place
from scoring.rules.scales.per_unit import PerUnit
from scoring.values.exact import Rounding, show
from tests.proof.case import Trial
from tests.proof.space import LIST, MONTHS, NAMES, Formula, Ruled, decimal, some

NEAR, ODD = "临界", ("空", "文字", "负数", "零")
_TEXTS = ("约九成", "5月1日", "1/2", "1E5", "３户", "(5)", "12:30", "3 000", "及时", "达成", "5%%",
          "1,234", "90%左右", "½", "-3个", "未达成", "完成", "3-5天", "达到预期", "全部符合",
          "82%（861/1050）", "82%（861/1000）", "495/500", "举办约21期", "举办培训班3期", "共计", "举办",
          "不低于标准，群众满意", "下限", "3户。；")
_UNITS = ("", "", "%", "户", "万元", "元", "个月", "天", "个", "户。", "Km", "公里", "元/年", "分钟", "月")
_SIGNS = ("", "≥", "≤", "=", ">", "<", "不低于", "不超过", "达到", "≯", "≮", "不突破", "上限", "下限为", "共完成了",
          "举办")
_NAMES = (("产出指标", "数量指标", "完成户数"), ("产出指标", "成本指标", "项目成本"),
          ("产出指标", "时效指标", "办理时限"), ("效益指标", "社会效益", "投诉次数"),
          ("效益指标", "生态效益", "使用年限"), ("产出指标", "成本指标", "补助标准"),
          ("满意度指标", "服务对象满意度", "事故发生率"), ("产出指标", "质量指标", "合格率"),
          ("产出指标", "时效指标", "平均排队分钟数"), ("产出指标", "时效指标", "资金拨付"),
          ("产出指标", "数量指标", "平均下乡天数"), ("产出指标", "成本指标", "会议费节约率"),
          ("过程", "预算管理", "公用经费控制率"), ("产出指标", "数量指标", "当年数据采集"))


_SAID = (("整体满意", "达成"), ("年初核定数", "部分达成"), ("", "完成"), ("显著提升", "显著提升"),
         ("及时", "未达成。"), ("达到预期", "好"), ("十分满意", "达成"), ("不发生事故", "未发生事故"),
         ("显著提升", "95%"))


class Typist:
    """Types for one rule."""

    def __init__(self, chance: Random, ruled: Ruled, place: Place) -> None:
        self.chance, self.ruled, self.place = chance, ruled, place
        self.marks: set[str] = set()

    def trials(self, count: int) -> Iterator[Trial]:
        for _ in range(count):
            self.marks = set(self.ruled.marks)
            own, figures = self._own(), self._named()
            self._solve(own, figures)
            self._odd(own, figures)
            self._weigh_enough(own)
            yield Trial(own, figures, frozenset(self.marks))

    def _own(self) -> dict[str, Entry]:
        chance = self.chance
        weight = some(chance, *map(Fraction, (5, 10, 10, 15, 20, 30)), decimal(chance, 1, 12, 1),
                      decimal(chance, 1, 9, 2))
        unit, sign = some(chance, *_UNITS), some(chance, *_SIGNS)
        target = decimal(chance, 1, some(chance, 9, 100, 1000), some(chance, 0, 0, 1, 2))
        money = {"万元": "元", "元": "万元"}.get(unit, "")
        other = unit if chance.random() < 0.75 else money or some(chance, "", *_UNITS)
        actual = self._actual(target, unit, other)
        names = some(chance, *_NAMES)
        asked, done = f"{sign}{show(target)}{unit}", f"{show(actual)}{other}"
        dated = "延迟天数" in {formula.text for formula in self.ruled.formulas}
        if dated or (self.ruled.defaults and chance.random() < 0.35):
            asked, done = self._days() if dated or chance.random() < 0.5 else some(chance, *_SAID)
        return {"分值": Entry(number=weight), "目标值": Entry(asked), "实际值": Entry(done),
                "偏差原因": Entry(some(chance, "", "", "", "没有任务", "有违规")),
                **{level: Entry(name) for level, name in zip(("一级", "二级", "三级"), names,
                                                             strict=True)}}

    def _days(self) -> tuple[str, str]:
        """A deadline and a day about it."""
        chance = self.chance
        month, day = chance.randint(1, 12), chance.randint(1, 31)
        asked = some(chance, f"{month}月{day}日前", f"{month}月底前", f"{month}月", f"{month}月底",
                     f"{month}月{day}日", f"{month}月前")
        other = some(chance, day - 1, day, day + 1, chance.randint(1, 31))
        later = some(chance, month, month, month + 1, month + 3, month - 1)
        done = some(chance, f"{later}月{other}日", f"{later}月{other}日完成", f"{later}月",
                    f"{later}月底", f"{later}月底前")
        return f"{some(chance, '2023年', '2024年', '')}{asked}", f"{some(chance, '2023年', '')}{done}"

    def _actual(self, target: Fraction, unit: str, other: str) -> Fraction:
        chance = self.chance
        if self.ruled.boundaries and chance.random() < 0.35:
            self.marks.add(NEAR)
            ratio = some(chance, *self.ruled.boundaries)
            ratio *= {("万元", "元"): 10000, ("元", "万元"): Fraction(1, 10000)}.get((unit, other), 1)
            return max(Fraction(0), Rounding(2).apply(ratio * target) + self._cent())
        if chance.random() < 0.2:  # a half cent of the score
            return Rounding(2).apply(target * Fraction(chance.randint(1, 2000) * 2 + 1, 4000))
        near = decimal(chance, 0, 1, 2) * Rounding(some(chance, 0, 1)).apply(target)
        return (near + some(chance, Fraction(0), Fraction(1), Fraction(1, 10))) * {
            ("万元", "元"): 10000, ("元", "万元"): Fraction(1, 100)}.get((unit, other), 1)

    def _cent(self) -> Fraction:
        return Fraction(self.chance.randint(-1, 1), 100)

    def _named(self) -> dict[str, Entry]:
        chance = self.chance
        digits = some(chance, 1, 2, 3, 4, 6, 8, 10)
        figures = {name: Entry(number=decimal(chance, 1, 10**digits, some(chance, 0, 0, 2)))
                   for name in NAMES}
        figures[LIST] = Entry(items=tuple(Entry(number=decimal(chance, 0, 2, 2))
                                          for _ in range(chance.randint(1, MONTHS))))
        if self.place.figures["甲"].unit == "%":
            figures |= {name: Entry(number=decimal(chance, 0, 2, 3)) for name in ("乙", "丙")}
        for name in self.place.figures:
            if "要点" in name:
                figures[name] = Entry(some(chance, "是", "否", "是", "否", "√", ""))
        figures |= {"停": Entry(some(chance, "", "", "", "否", "是")),
                    "否决": Entry(some(chance, "", "", "否", "是")),
                    "标_符合项数": BLANK if chance.random() < 0.8 else Entry(
                        number=Fraction(chance.randint(0, 3))),
                    "标_档次": Entry(some(chance, "", "", "好", "中", "差", "达成。")),
                    "延迟天数": BLANK if chance.random() < 0.7 else Entry(
                        number=Fraction(chance.randint(0, 40))),
                    "酌情": BLANK if chance.random() < 0.3 else Entry(
                        number=decimal(chance, -2, 2, 1))}
        figures |= {f"标_{name}": BLANK if chance.random() < 0.15 else Entry(
            number=Fraction(chance.randint(0, some(chance, 5, 300)))) for name in ("好", "中", "差")}
        return figures

    def _solve(self, own: dict[str, Entry], figures: dict[str, Entry]) -> None:
        """甲 so that a formula of the rule comes to a boundary, to half a cent, or anywhere."""
        chance = self.chance
        if not self.ruled.formulas:
            return
        formula = some(chance, *self.ruled.formulas)
        near = bool(self.ruled.boundaries) and chance.random() < 0.5
        wanted = some(chance, *self.ruled.boundaries) if near else some(
            chance, decimal(chance, 0, 2, 3), Fraction(chance.randint(0, 2000) * 2 + 1, 2000))
        values = {name: entry.number for name, entry in figures.items() if entry.number is not None}
        if formula.text == "延迟天数":
            return
        if formula.text.startswith("实际值"):
            self._solve_own(own, formula, wanted, near=near)
            return
        if near:
            self.marks.add(NEAR)
        value = Rounding(2).apply(formula.solve(wanted, values)) if values["乙"] else wanted
        value += self._cent() if near else 0
        if LIST in formula.text:
            spread = decimal(chance, 0, 1, 2) / 2
            figures[LIST] = Entry(items=(Entry(number=value + spread), Entry(number=value),
                                         Entry(number=value - spread)))
        else:
            figures["甲"] = Entry(number=value)

    def _solve_own(self, own: dict[str, Entry], formula: Formula, wanted: Fraction, *,
                   near: bool) -> None:
        chance = self.chance
        unit = some(chance, "", "%", "户", "元")
        target = decimal(chance, 1, some(chance, 9, 100, 1000), some(chance, 0, 1))
        factor = Fraction(100) if unit == "%" and formula.text != "实际值 ÷ 目标值" else Fraction(1)
        actual = formula.solve(wanted * factor, {"目标值": target})
        if near:
            self.marks.add(NEAR)
        actual = Rounding(2).apply(actual) + (self._cent() if near else 0)
        own["目标值"], own["实际值"] = Entry(show(target) + unit), Entry(show(actual) + unit)

    def _odd(self, own: dict[str, Entry], figures: dict[str, Entry]) -> None:
        """Now and then nothing, text, a negative number or a zero."""
        chance = self.chance
        if chance.random() > 0.15:
            return
        kind = some(chance, *ODD)
        self.marks.add(kind)
        entry = {"空": BLANK, "文字": Entry(some(chance, *_TEXTS)), "零": Entry(number=Fraction(0)),
                 "负数": Entry(number=-decimal(chance, 1, 50, 1))}[kind]
        if self.ruled.formulas and chance.random() < 0.7:
            figures[some(chance, *NAMES)] = entry
        else:
            own[some(chance, "目标值", "实际值", "实际值", "分值")] = entry

    def _weigh_enough(self, own: dict[str, Entry]) -> None:
        """No rule is taken at the door whose least is not below its weight."""
        weight, rule = own["分值"].number, self.ruled.rule
        least = rule.least if isinstance(rule, PerUnit) else None
        if weight is not None and least is not None and 0 <= weight <= least:
            own["分值"] = Entry(number=least + 1)
