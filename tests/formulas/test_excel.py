"""Formulas as Excel reads them, within its limits."""

from __future__ import annotations

from fractions import Fraction

import pytest

from addin.desk.assess import assess
from scoring.formulas.cell_values import Cells, Fault, Value
from scoring.formulas.columns import Columns
from scoring.formulas.evaluate import Mode, evaluate
from scoring.formulas.excel import LONGEST_FORMULA, Unsayable, to_excel
from scoring.formulas.expr import Expr, Text, call, number, own, when
from scoring.formulas.lists import any_of, array, last_of
from tests.formulas.test_agree import LIBRARY, SAMPLES, rows_of

A, B = own("甲"), own("乙")
THIRD, LESS = number(Fraction(1, 3)), number(-1)

PRINTED: dict[str, tuple[Expr, str]] = {
    "括号": ((A + B) * A, "=(甲+乙)*甲"),
    "不加括号": (A * B + A, "=甲*乙+甲"),
    "右结合": (A - (B - A), "=甲-(乙-甲)"),
    "除以积": (A / (B * A), "=甲/(乙*甲)"),
    "分数": (A * THIRD, "=甲*(1/3)"),
    "负数": (A * LESS, "=甲*(-1)"),
    "引号": (Text('说“"”'), '="说“""”"'),
    "连接": (A.then("分").equals("5分"), '=甲&"分"="5分"'),
    "长文字": (Text("长" * 300), f'="{"长" * 255}"&"{"长" * 45}"'),
    "一组数": (array([1, "元", Fraction(1, 2)]), '={1,"元",0.5}'),
    "常数条件": (when(Text("甲").equals("乙"), A, B), "=乙"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_formula_is_printed(name: str) -> None:
    expr, printed = PRINTED[name]
    assert to_excel(expr, lambda cell: cell.name) == printed


def nested(depth: int) -> Expr:
    made: Expr = A
    for _ in range(depth):
        made = call("ABS", made)
    return made


@pytest.mark.parametrize("expr", [
    nested(70), call("MAX", *[A] * 256), Text("长" * (LONGEST_FORMULA + 1)), number(Fraction(10**15 + 1, 10**16 + 7)),
], ids=["深", "参数", "长", "位数"])
def test_what_excel_would_not_take_is_refused(expr: Expr) -> None:
    with pytest.raises(Unsayable):
        to_excel(expr, lambda cell: cell.name)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_ruleset_is_within_the_limits(name: str) -> None:
    (one,) = assess(SAMPLES[name], LIBRARY)
    for _, columns, _, _ in rows_of(one):
        if isinstance(columns, Columns):
            for expr in columns.steps.values():
                assert to_excel(expr, lambda cell: f"评分计算!$AB$12{cell.line or ''}")


VALUES = {"甲": 0.29, "乙": 0.01, "文": "12户以上", "空": None}
EVALUATED: dict[str, tuple[Expr, object, object]] = {
    "取整": (call("INT", A / B), 28.0, 29.0),
    "四舍五入": (call("ROUND", number(Fraction("2.675")), 2), 2.68, 2.68),
    "相等": ((A * 3).equals(number(Fraction("0.87"))), (0.29 * 3) == 0.87, True),
    "除以零": (A / own("空"), "#DIV/0!", "#DIV/0!"),
    "空等于零": (own("空").equals(0), True, True),
    "空等于空串": (own("空").equals(""), True, True),
    "文字大于数": (own("文") > 10**9, True, True),
    "一组里有": (any_of(["个", "户"], own("文")), True, True),
    "最后一个": (last_of(call("EXACT", call("RIGHT", own("文"), array([1, 2])),
                           array(["上", "以上"])), 2), 2.0, 2.0),
    "文字不是数": (call("VALUE", own("文")), "#VALUE!", "#VALUE!"),
    "日期": (call("DAY", call("DATE", 2024, 3, 0)), 29.0, 29.0),
}


@pytest.mark.parametrize("name", EVALUATED)
def test_a_formula_is_evaluated(name: str) -> None:
    expr, strictly, by_fifteen = EVALUATED[name]
    for mode, expected in ((Mode.STRICT, strictly), (Mode.FIFTEEN, by_fifteen)):
        assert shown(expr, lambda cell: VALUES[cell.name], mode) == expected


def shown(expr: Expr, cells: Cells, mode: Mode) -> Value:
    """The value, or the error as a cell shows it."""
    try:
        return evaluate(expr, cells, mode)
    except Fault as fault:
        return str(fault)
