"""A deadline met or missed, by formulas; beside ``rules.comparison.is_met``."""

from __future__ import annotations

from scoring.formulas.comparison import sides
from scoring.formulas.dates import days, of_other_year
from scoring.formulas.exact import NOTHING
from scoring.formulas.expr import YES, Expr, every, negated, when
from scoring.formulas.texts import BLANK
from scoring.formulas.workings import Found, Workings

MISSED = "未达到期限，不能按比例计算，需人工认定"
UNCERTAIN = "是否达到期限不能确定，需人工认定"


def by_day(row: Workings) -> Found:
    """Full marks for a deadline that is met; below them, or perhaps so, a person decides."""
    _, actual = sides(row)
    a, b = days(row)
    met = row.keep("按期", b.last <= when(a.bounded, a.first, a.last))
    missed = row.keep("逾期", every(negated(b.bounded), a.last < b.first))
    surely = every(missed, a.dated, b.dated)
    open_end: Expr = every(surely, row.sums.less(NOTHING, row.weight))
    late = Found(why=when(surely, MISSED, UNCERTAIN), high=row.weight, high_open=open_end,
                 stands=YES)
    readable = every(b.known, negated(of_other_year(a, b)))
    unread = row.open(when(actual.kind.equals(BLANK), "实际完成值未填",
                           "实际完成值不能确定是日期，需人工认定"), stands=YES)
    return row.either(negated(readable), unread, row.either(met, Found(row.weight), late))
