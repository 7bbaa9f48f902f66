"""The marks that a report goes out with: 【待核对：…】 is to be looked at, 【待补充：…】 to be written.
Every one of them is named on the screen, none is left for the reader of the paper to find."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from addin.report.gaps import DOUBT_MARK, DRAFT_MARK

MARK = re.compile(r"【待(?:核对|补充)：(?:[^【】]|【[^【】]{0,80}】){0,2000}】")
_NAMED = tuple(f"{mark}】" for mark in (
    f"{DRAFT_MARK}原因", f"{DRAFT_MARK}实际完成值", f"{DOUBT_MARK}实际完成值照抄指标值",
    f"{DRAFT_MARK}指标名称", f"{DRAFT_MARK}一级指标名称"))
"""Those that have a line of their own, with the cells where they are mended."""


def marks_in(texts: Iterable[str]) -> tuple[str, ...]:
    """Every mark, in the order in which they stand.

    >>> marks_in(["原因：【待补充：原因】。", "【待核对：编号【201】不对】甲【待补充：日期】"])
    ('【待补充：原因】', '【待核对：编号【201】不对】', '【待补充：日期】')
    """
    return tuple(mark for text in texts for mark in MARK.findall(text))


def counted(marks: Sequence[str]) -> str:
    """【待核对】2处、【待补充】1处."""
    kinds = Counter(mark[:len(DOUBT_MARK) - 1] for mark in marks)
    return "、".join(f"{kind}】{n}处" for kind, n in kinds.items())


def told(marks: Sequence[str], named: Iterable[str] = ()) -> Iterator[str]:
    """How many marks there are, and those that no line beside this one names. ``named``: marks
    that are told elsewhere on the same screen."""
    if marks:
        yield f"报告里印有记号{counted(marks)}，签字前请逐处改好、补齐，再出一遍就没有了"
        others = dict.fromkeys(marks)
        yield from (f"  · {mark}" for mark in others if mark not in {*_NAMED, *named})
