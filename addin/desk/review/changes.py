"""得分变化: indicators whose computed score is another than in the last round, and by which clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from addin.desk.review.renamed import Renames
from addin.library.sentences import row_name
from addin.pages.review import tables as t
from addin.pages.review.cells import Row
from addin.pages.review.read import Round, figure, text
from addin.pages.review.read import Row as OldRow

BY_RULE, BY_FILING, BY_BOTH = "评分办法改了", "填报改了", "办法和填报都改了"
SCORE, WHY, OPEN = "核算得分", "变化的原因", "待认定"
_FILED = ("年度指标值", "实际完成值", "分值", "填报得分")


def changed(now: Iterable[Row], before: Round, summary: Iterable[Row],
            renames: Renames) -> Iterator[Row]:
    """A line an indicator whose score changed, in the order of 核算明细; ``summary`` are the rows of
    汇总, which say whose form it is and by which rules it was scored; ``renames`` the indicators
    with another name."""
    old = {(key := text(row, t.FORM_KEY), renames.get(key, {}).get(
        path := text(row, t.INDICATOR), path)): row for row in before.rows(t.DETAILS)}
    rules = {text(row, t.KEY): text(row, t.RULESET) for row in before.rows(t.SUMMARY)}
    whose = {str(row[t.KEY]): row for row in summary}
    for row in now:
        key = str(row[t.FORM_KEY])
        earlier, form = old.get((key, str(row[t.INDICATOR]))), whose.get(key)
        if earlier is None or form is None:
            continue
        score, was = row.get(SCORE), figure(earlier, SCORE)
        if score == was or (score is None and was is None):
            continue
        refiled = _refiled(row, earlier)
        ruled = rules.get(key, "") != form.get(t.RULESET) or (
            not refiled and text(earlier, t.CLAUSE) != (row.get(t.CLAUSE) or ""))
        difference = score - was if isinstance(score, Fraction) and was is not None else None
        yield {**{name: form.get(name) for name in (t.DEPARTMENT, t.UNIT, t.PROJECT, t.FILE)},
               t.INDICATOR: _shown(str(row[t.INDICATOR])),
               "上轮得分": OPEN if was is None else was, "本轮得分": OPEN if score is None else score,
               "增减": difference, WHY: _why(ruled, refiled),
               "上轮条款": text(earlier, t.CLAUSE), "本轮条款": row.get(t.CLAUSE), t.FORM_KEY: key}


def counted(rows: Sequence[Row]) -> str:
    """How many scores changed, of how many forms, and why."""
    forms = len({row[t.FORM_KEY] for row in rows})
    reasons = Counter(str(row[WHY]) for row in rows)
    why = "、".join(f"{reason} {count} 项" for reason, count in reasons.most_common())
    return f"共 {len(rows)} 项，涉及 {forms} 张自评表：{why}。" if rows else ""


def _shown(path: str) -> str:
    *above, name = path.split("/")
    return "／".join((*above, row_name(name)))


def _refiled(row: Row, earlier: OldRow) -> bool:
    """Whether the unit filed the line anew."""
    return any(_plain(row.get(name)) != text(earlier, name) for name in _FILED)


def _why(ruled: bool, refiled: bool) -> str:
    if ruled and refiled:
        return BY_BOTH
    return BY_RULE if ruled else BY_FILING


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(float(value))
    return str(value or "").strip()
