"""Of several columns that may be one thing, which one is it: a shown one before a hidden one, one
that says so firmly, and where no header says it what stands below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from addin.forms.column import Column, first_of
from addin.library.words import Lexicon

OF_THE_ROW = frozenset({"target", "actual", "score"})
"""Of these a row has one each."""


def firmer(roles: Mapping[str, int], columns: Sequence[Column], words: Lexicon,
           given: Mapping[str, int]) -> dict[str, int]:
    """Where another column claims a role more firmly than the one that has it, the other one:
    自评得分 goes before 终评分, and 年初目标值 gives way to 年度指标值."""
    found: dict[str, int] = {}

    def firmness(column: Column) -> int:
        return words.firmness(column.header.text, role)

    for role in (role for role in roles if role in OF_THE_ROW and role not in given):
        held = next((column for column in columns if column.place == roles[role]), None)
        rivals = [column for column in columns if first_of(column) == role
                  and column.place not in roles.values() and not column.empty
                  and (role != "score" or (column.numeric and column.bare))]
        best = max(rivals, key=firmness, default=None)
        if held is not None and best is not None and firmness(best) > firmness(held):
            found[role] = best.place
    return found


def achieved(roles: Mapping[str, int], columns: Sequence[Column], words: Lexicon,
             given: Mapping[str, int]) -> dict[str, int]:
    """Where no column is what was achieved: of two that claim to be targets the one that says that
    it came about (年末指标值 beside 年初指标值, 目标值（实际）, 完成指标 beside 计划指标), or the one that
    the unit filled in itself (自评值 with its units)."""
    if "target" not in roles or "actual" in roles or "target" in given:
        return {}
    free = {place for role, place in roles.items() if role != "target"}
    claims = [column for column in columns if column.place not in free and not column.empty
              and (first_of(column) in ("target", "actual")
                   or (first_of(column) == "score" and not column.bare))]
    done = [column for column in claims if _says_done(column, words)]
    aimed = [column for column in claims if column not in done and "target" in column.said]
    if len(done) != 1 or len(aimed) != 1 or done[0].place < aimed[0].place:
        return {}
    return {"target": aimed[0].place, "actual": done[0].place}


def _says_done(column: Column, words: Lexicon) -> bool:
    """Whether its header, brackets and all, holds a word of what was achieved that is none of
    targets, or says that it is the unit's own."""
    known = words.words.concepts
    own = {*known["actual"].words, *known["score"].surely} - {
        *known["target"].words, *words.words.weak}
    return any(word in column.header.text for word in own)


def reached(roles: Mapping[str, int], columns: Sequence[Column]) -> dict[str, int]:
    """Where no column says targets: standards that are figures to be reached (绩效标准: ≥95%), and
    no rules for points."""
    found = [column.place for column in columns if "standard" in column.said and column.figures
             and not column.scoring and (not column.bare or {"nature", "unit"} & roles.keys())
             and column.place not in roles.values()]
    return {"target": found[0]} if found and "target" not in roles else {}


def signs(roles: Mapping[str, int], columns: Sequence[Column]) -> dict[str, int]:
    """A column of signs left of the targets, whatever its header calls them (比较符, 条件): without
    them ≤30 would be read as 30."""
    target = roles.get("target", 0)
    found = [column.place for column in columns if column.place < target and column.signs
             and not column.scores and column.place not in roles.values()]
    return {"nature": found[-1]} if found and "nature" not in roles else {}


def yields(column: Column, words: Lexicon) -> bool:
    """Whether the column only tells what was to be before (调整前指标值), or how far it came."""
    concept = first_of(column)
    return (concept in OF_THE_ROW and column.figures
            and words.firmness(column.header.text, concept) < 0)
