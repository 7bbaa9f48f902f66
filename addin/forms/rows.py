"""The indicator rows of a form: levels that cover several rows, continuation rows, merges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, pairwise, takewhile

from addin.books.book import address
from addin.forms.cells import entry_at, entry_seen
from addin.forms.finder import Found
from addin.forms.levels import LEVELS
from addin.library.form_map import plain_label
from scoring.filing import BLANK, Entry, Row
from scoring.filing.numbers import is_placeholder, number, quantity
from scoring.findings.finding import Finding, finding
from scoring.rules.one_unit import in_lesser_unit
from scoring.values.days import as_day, is_of_days
from scoring.values.exact import sum_of
from scoring.values.quantity import read
from scoring.values.record import record

_PRINTED_NAME = re.compile(r"(三级)?指标\d*[:：]?[/\\—–\-…·.]*")
"""What a blank form prints where a name belongs: 指标1："""
_NATURES = {"≥": "≥", ">=": "≥", ">": ">", "大于": ">", "大于等于": "≥",
            "≤": "≤", "<=": "≤", "<": "<", "小于": "<", "小于等于": "≤", "=": "=", "等于": "="}
_UP = re.compile("正向|^正$|↑|递增|上升|高优|极大|越[高大多长]|不[低少小]于|不得?少于")
_DOWN = re.compile("[反逆负]向|^[反逆负]$|↓|递减|下降|低优|极小|越[低小少短]|不[高多大]于|不得?超过")
"""Words for a direction: 负向, 逆向指标, 越低越好."""
_SIGNS = str.maketrans({"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤", "﹦": "=", "═": "=", "＝": "=",
                        "＞": ">", "＜": "<"})
"""Signs that are drawn otherwise and mean the same."""
_OF_RULES = re.compile("标准|细则|规则|办法|方法|原则")
_OF_ANYTHING = re.compile("(?:指标|评分|计分|得分|评价|考核|填报)?(?:备注|附注|说明|解释)")
_AS_RULES_SAY = re.compile("每|否则|不得分|扣完|为止|不扣分|按比例|视情")
_NONE = Fraction(0)
_OWN = ("weight", "score", "deduction", "review")
"""Columns whose cells count for the row in which they begin; those of others for all they cover."""
_SEEN = ("nature", "unit", "adjusted", "target", "actual", "actual_unit", "reason", "measure",
         "explanation", "completion")
_POINTS_OF_A_GOAL = re.compile(r"[(（]\s*\d+(?:\.\d+)?\s*分\s*[)）]")


@record
class Level:
    """A level above the indicators: its name and the weight printed beside it."""

    name: Entry = BLANK
    weight: Entry = BLANK


def rows_of(found: Found, before: Sequence[Entry] = ()) -> Iterator[tuple[int, Row]]:
    """Every indicator with its row number; rows that are still blank are no indicators. A 续表 goes
    on with the levels of the row ``before`` it."""
    nothing = tuple(Level() for _ in found.levels[:-1])
    above = nothing
    if len(before) == len(found.levels):
        above = tuple(Level(name) for name in before[:-1])
    goal = BLANK
    for slot in found.slots:
        above = _levels(found, slot, above)
        goal = _goal(found, slot, goal)
        name = _name(found, slot)
        nameless = is_blank(name)
        levels = _levels(found, slot, nothing) if nameless else above
        row = _row(found, slot, levels, name, goal)
        if not _is_none(found, row) and _is_filed(found, slot, row, nameless=nameless):
            yield slot, row


def without_group_sums(rows: Sequence[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Without the rows that name only a group and carry the sum of its indicators' weights."""
    return [(slot, row) for place, (slot, row) in enumerate(rows)
            if not _is_group_sum(row, (other for _, other in islice(rows, place + 1, None)))]


def _is_group_sum(row: Row, below: Iterable[Row]) -> bool:
    said = any(not is_blank(each) for each in (row.levels[-1], row.target, row.actual))
    weight = number(row.weight)
    if said or weight is None or row.levels[0].blank:
        return False
    group = list(takewhile(lambda other: not is_blank(other.levels[-1])
                           and other.levels[0].text == row.levels[0].text, below))
    return bool(group) and sum_of(number(other.weight) or _NONE for other in group) == weight


def _name(found: Found, slot: int) -> Entry:
    """The indicator's name: in the last level, or where a fourth one is only for some rows, in the
    third, in a cell of its own."""
    name = entry_seen(found.grid, slot, found.columns[found.levels[-1]])
    third = found.columns.get(found.levels[-2], 0) if len(found.levels) == len(LEVELS) else 0
    if not third or not is_blank(name):
        return name
    return entry_at(found.grid, slot, third)


def merges_over_two(found: Found, rows: Sequence[tuple[int, Row]]) -> Iterator[Finding]:
    """A weight or score cell that is merged over two indicators: it counts for the first alone."""
    columns = [(found.columns[role], what) for role, what in (("weight", "分值"), ("score", "得分"))
               if role in found.columns]
    for (before, _), (slot, row) in pairwise(rows):
        for column, what in columns:
            area = found.grid.area(slot, column)
            if area.top <= before:
                yield finding("merge-two-indicators",
                              address(area.top, area.left, found.grid.name),
                              indicator=row.name, what=what)


def is_blank(entry: Entry) -> bool:
    """Whether nothing stands in the cell but a dash or dots."""
    return entry.number is None and not entry.error and is_placeholder(entry.text)


def _levels(found: Found, slot: int, above: Sequence[Level]) -> tuple[Level, ...]:
    """The levels over a row; an empty cell below a name belongs to it, an empty merge does not."""
    grid, columns = found.grid, found.columns
    levels: list[Level] = []
    outer_is_new = False
    for role, before in zip(found.levels[:-1], above, strict=True):
        area = grid.area(slot, columns[role])
        name = entry_at(grid, area.top, area.left)
        if name.blank and area.top == area.bottom and not outer_is_new:
            levels.append(before)
            continue
        column = columns.get(f"{role}_weight") if found.weighs_levels else None
        level = Level(name, entry_seen(grid, area.top, column) if column else BLANK)
        outer_is_new = outer_is_new or level != before
        levels.append(level)
    return tuple(levels)


def _row(found: Found, slot: int, levels: Sequence[Level], name: Entry, goal: Entry) -> Row:
    grid, columns = found.grid, found.columns
    own = {role: entry_at(grid, slot, columns[role]) for role in _OWN if role in columns}
    seen = {role: entry_seen(grid, slot, columns[role]) for role in _SEEN if role in columns}
    nature, unit = seen.get("nature", BLANK).text, seen.get("unit", BLANK).text
    aim = _target(seen.get("adjusted", BLANK), seen.get("target", BLANK))
    if _is_in_words(aim, nature, unit):
        aim, unit = seen["unit"], ""
    target = _combined(aim, nature, unit)
    actual = seen.get("actual", BLANK)
    own_unit = seen.get("actual_unit", BLANK).text
    return Row(
        levels=(*(level.name for level in levels), name),
        weight=own.get("weight", BLANK), score=own.get("score", BLANK),
        deduction=own.get("deduction", BLANK), review=own.get("review", BLANK),
        target=target,
        actual=_combined(actual, "", own_unit or ("" if _of_other_size(actual, target) else unit)),
        reason=_both(seen.get("reason", BLANK), seen.get("measure", BLANK)),
        standard=_standard(found, slot), explanation=seen.get("explanation", BLANK),
        completion=seen.get("completion", BLANK),
        shared=_shares_a_standard(found, slot), goal=goal, hidden=slot in grid.hidden_rows,
        level_weights=tuple(level.weight for level in levels) if found.weighs_levels else ())


def _is_in_words(target: Entry, nature: str, unit: str) -> bool:
    """Whether the target is the text in the column of units, because its nature is no sign (文字描述,
    定性) and no value stands beside it (单位（文字描述）：持续提升)."""
    told = not is_placeholder(nature) and not _nature(nature)
    return told and is_blank(target) and not is_placeholder(unit)


def _both(reason: Entry, measure: Entry) -> Entry:
    """The reason with the measure that a column of its own tells."""
    if is_blank(measure) or measure.cell == reason.cell:
        return reason
    if is_blank(reason):
        return measure
    return Entry(f"{reason.text.rstrip('。；;')}；{measure.text}", cell=reason.cell)


def _target(adjusted: Entry, first: Entry) -> Entry:
    """The target that holds: the adjusted one where the form has it and it was filled in."""
    return first if is_blank(adjusted) else adjusted


def _standard(found: Found, slot: int) -> Entry:
    """The row's 评分标准; an indicator of several lines has what stands in all of them. Under a
    header that does not say so (备注) it is one only where it speaks as rules do, and what a clerk
    gives as grounds of a score (得分依据) is none."""
    column = found.columns.get("standard")
    if column is None:
        return BLANK
    lines = range(slot, found.grid.area(slot, found.columns[found.levels[-1]]).bottom + 1)
    seen = [entry_seen(found.grid, line, column) for line in lines]
    said = seen if len(seen) == 1 else {each.cell: each for each in seen}.values()
    texts = [each for each in said if not is_blank(each)]
    if not texts:
        return BLANK
    entry = texts[0] if len(texts) == 1 else Entry(
        "\n".join(each.text for each in texts), cell=texts[0].cell)
    header = plain_label(found.head.columns[column].text) if column in found.head.columns else ""
    sure = _OF_RULES.search(header) or (
        _OF_ANYTHING.fullmatch(header) and _AS_RULES_SAY.search(entry.text))
    return entry if sure else BLANK


def _shares_a_standard(found: Found, slot: int) -> bool:
    """Whether the cell of the 评分标准 goes beyond the lines of the indicator."""
    column = found.columns.get("standard")
    if column is None:
        return False
    own = found.grid.area(slot, found.columns[found.levels[-1]])
    area = found.grid.area(slot, column)
    return area.top < min(own.top, slot) or area.bottom > max(own.bottom, slot)


def _goal(found: Found, slot: int, before: Entry) -> Entry:
    """The goal left of the levels that the row belongs to, where it prints points of its own; an
    empty cell below one belongs to it."""
    column = found.first_level - 1
    if column < 1:
        return BLANK
    area = found.grid.area(slot, column)
    goal = entry_at(found.grid, area.top, area.left)
    if goal.blank and area.top == area.bottom:
        return before
    inside = area.top > found.header_row
    return goal if inside and _POINTS_OF_A_GOAL.search(goal.text) else BLANK


def _is_none(found: Found, row: Row) -> bool:
    """Whether the row says that the form has no indicator here (无, 不适用), and gives no points."""
    words = found.words.rows
    if not words.says(row.name, "nothing") or number(row.weight) or number(row.score):
        return False
    return all(is_blank(each) or words.says(each.text, "nothing")
               for each in (row.target, row.actual))


def _is_filed(found: Found, slot: int, row: Row, *, nameless: bool) -> bool:
    """Whether the row is an indicator: not blank, not a template's own «指标1：» or «……», and not
    a second line of the indicator above, whose weight it shares."""
    if not (is_blank(row.weight) and is_blank(row.score)):
        return True
    values = not (is_blank(row.target) and is_blank(row.actual))
    if nameless:
        beside = [found.columns[role] for role in ("weight", "score") if role in found.columns]
        return values and not any(found.grid.area(slot, column).top < slot for column in beside)
    return values or not _PRINTED_NAME.fullmatch(plain_label(row.name))


@lru_cache(maxsize=512)
def _nature(text: str) -> str:
    """The sign that a column of signs or directions prints; none of what says neither.

    >>> [_nature(text) for text in ("═", "负向指标", "越高越好", "不高于", "定量", "反馈")]
    ['=', '≤', '≥', '≤', '', '']
    """
    plain = plain_label(text.translate(_SIGNS))
    up, down = _UP.search(plain) is not None, _DOWN.search(plain) is not None
    return _NATURES.get(plain, "") or ("" if up == down else "≥" if up else "≤")


def _of_other_size(actual: Entry, target: Entry) -> bool:
    """Whether a bare number can't well be counted in the unit of its row: 950000 beside 100万元."""
    reached, aimed = quantity(actual), quantity(target)
    if reached is None or aimed is None or reached.unit or not aimed.unit:
        return False
    return in_lesser_unit(reached, aimed) is not False


def _combined(value: Entry, nature: str, unit: str) -> Entry:
    """A value whose comparator and unit stand in columns of their own: ``≥``, 90, ``%`` → ≥90%."""
    if is_of_days(unit) and not value.error:
        return Entry(as_day(value.text, unit), cell=value.cell) if value.text else value
    said = read(value.text) if value.text and not value.error else None
    if said is None:
        return value
    comparator = "" if said.comparator else _nature(nature)
    suffix = "" if said.unit or is_placeholder(unit) else unit.strip()
    if not comparator and not suffix:
        return value
    return Entry(f"{comparator}{value.text.strip()}{suffix}", cell=value.cell,
                 formatted=value.formatted)
