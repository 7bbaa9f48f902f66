"""年度报告数据: the figures that the county's yearly report on performance management asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.quality import grade_counts
from addin.desk.review.roster import FILED, LACKING, LISTED_TWICE, TWICE, UNASKED, Coverage
from addin.desk.review.same_form import versions
from addin.pages.review.cells import Row, Shown
from scoring.findings.severity import SEVERITY_WORDS
from scoring.values.exact import Rounding, show

_MOST_KINDS = 5
_SCOPES = ("部门整体支出", "项目支出")
_TWO = Rounding(2)
_SLIP = 2


def figures(gathered: Gathered, coverage: Coverage | None) -> Iterator[Row]:
    """Counts, sums, shares of grades and the most common problems, a line each."""
    if coverage is not None:
        yield from _covered(coverage)
    yield from _handed_in(gathered)
    for scope in (*_SCOPES, ""):
        forms = [each for each in gathered.forms if each.form.scope == scope]
        if forms:
            yield from _sums(scope or "未写明类型的", forms)
    yield from _shares(gathered)
    yield from _problems(gathered)


def _covered(coverage: Coverage) -> Iterator[Row]:
    yield _line("应报自评", coverage.due, "项",
                "应报清单的行数" + ("，重复的行只计一次" if coverage.count(LISTED_TWICE) else ""))
    yield _line("已报自评", coverage.filed, "项", f"清单上有、也收到的（含{TWICE}的）")
    yield _line("报送率（按项数）", _share(coverage.filed, coverage.due), "", "已报÷应报")
    money = coverage.money(FILED, TWICE, LACKING)
    if money:
        yield _line("报送率（按金额）", _share(coverage.money(FILED, TWICE), money), "",
                    f"应报金额合计 {show(_TWO.apply(money))} 万元")
    yield _line("未报", coverage.count(LACKING), "项", "清单上有、没有收到的")
    yield _line("清单外报送", coverage.count(UNASKED), "张", "收到、清单上没有的")


def _handed_in(gathered: Gathered) -> Iterator[Row]:
    units = {each.whose[1] for each in gathered.forms if each.is_named}
    yield _line("收到文件", len(gathered.files), "个", "见“文件清单”")
    yield _line("自评表", len(gathered.forms), "张", "一个文件可有几张；内容完全相同的文件只计一次")
    again = [len(each) - 1 for each in versions(gathered)]
    if again:
        yield _line("其中重复报送", sum(again), "张",
                    f"{len(again)}项各报了几份内容不同的，见“问题清单”；本表各数都含重复的，定稿前请只留一份再审核")
    yield _line("填报单位", len(units), "个", "表上写明单位的，同名计一个")


def _sums(scope: str, forms: Sequence[Brief]) -> Iterator[Row]:
    yield _line(f"{scope}自评表", len(forms), "张", "按表题和栏目认定")
    whole, forms = len(forms), [each for each in forms if not _is_slip(each)]
    left = f"；另有{whole - len(forms)}张金额的单位多半填错（执行数超过预算数一倍，或疑把元与万元填混，见“问题清单”），没有计入" \
        if whole > len(forms) else ""
    for name, role in (("年初预算数", "initial"), ("全年预算数", "budget"), ("全年执行数", "executed")):
        known = [each for each in (getattr(one.form, role) for one in forms) if each is not None]
        if known:
            yield _line(f"{scope}{name}合计", Shown(sum(known, Fraction(0)), "money"), "万元",
                        f"{len(known)} 张表填有此数{left}")
    both = [one.form for one in forms if one.form.budget and one.form.executed is not None]
    if both:
        executed = sum((each.executed or Fraction(0) for each in both), Fraction(0))
        budget = sum((each.budget or Fraction(0) for each in both), Fraction(0))
        yield _line(f"{scope}预算执行率", _share(executed, budget), "",
                    f"执行数合计÷全年预算数合计，两数都填的表{left}")


def _is_slip(brief: Brief) -> bool:
    """Whether a unit of money must be wrong, for the form says so itself or spends so much more
    than it has: one such form would be the whole of every sum."""
    budget, executed = brief.form.budget, brief.form.executed
    beyond = bool(budget and executed) and (executed or 0) > _SLIP * (budget or 0)
    return brief.form.unit_doubted or beyond


def _shares(gathered: Gathered) -> Iterator[Row]:
    whole = len(gathered.forms)
    for grade, filed, ours in grade_counts(gathered):
        yield _line(f"等级“{grade}”（自评）", filed, "张", f"占 {_percent(filed, whole)}")
        yield _line(f"等级“{grade}”（核算）", ours, "张", f"占 {_percent(ours, whole)}")


def _problems(gathered: Gathered) -> Iterator[Row]:
    wrong = [each for each in gathered.forms if each.errors]
    whole = len(gathered.forms)
    yield _line("有应改问题的自评表", len(wrong), "张", f"占 {_percent(len(wrong), whole)}")
    yield _line("应改问题", sum(each.errors for each in gathered.forms), "条", "与条款或算术不符的")
    yield _line("请说明问题", sum(each.warnings for each in gathered.forms), "条", "须单位说明或补充的")
    common = sorted((each for each in gathered.kinds.values() if {*each.counts} - {"note"}),
                    key=lambda each: (-len(each.forms), -each.count, each.kind))
    for number, each in enumerate(common[:_MOST_KINDS], 1):
        counted = "、".join(f"{word} {each.counts[severity]} 条" for severity, word
                           in SEVERITY_WORDS.items() if each.counts[severity])
        yield _line(f"常见问题{number}：{each.kind}", len(each.forms), "张",
                    f"{counted}，涉及 {len(each.units)} 个单位")


def _line(name: str, value: int | Shown, unit: str, basis: str) -> Row:
    shown = value if isinstance(value, Shown) else Shown(value, "number")
    return {"事项": name, "数值": shown, "单位": unit, "口径": basis}


def _share(part: int | Fraction, whole: int | Fraction) -> Shown:
    return Shown(Fraction(part) / Fraction(whole) if whole else 0, "percent")


def _percent(part: int | Fraction, whole: int | Fraction) -> str:
    return f"{show(_TWO.apply(Fraction(part) / Fraction(whole) * 100), 2)}%" if whole else "—"
