"""The sheet 评分办法 from a ruleset: a row an indicator, the rows of its parts below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction

from scoring.clauses.strict import conditions, rule
from scoring.clauses.strict.words import CannotTellError
from scoring.rulefile.workbook import examples
from scoring.rulefile.workbook.tables import (
    CHECKED,
    CLAUSE,
    CONDITIONS,
    EXAMPLES,
    FIGURES,
    FUNDS_ROW,
    KIND,
    LEVELS,
    NESTED,
    OTHER_ROWS,
    PART,
    PLACE,
    READING,
    RULE,
    SENTENCE,
    TAKEN_OVER,
    TARGET,
    WORTH,
    Cells,
)
from scoring.rules.clause import Clause
from scoring.rules.conditions import Conditions
from scoring.rules.indicator import Default, Indicator, When
from scoring.rules.ruleset import Execution, Ruleset
from scoring.rules.scales.base import Scale
from scoring.rules.scales.parts import Part, Parts
from scoring.values.amounts import plain, share

INFERRED = "推断："


def rows(ruleset: Ruleset) -> list[dict[str, str]]:
    """Every row; CannotTellError with all that the sheet cannot say, each by its name."""
    made: list[dict[str, str]] = []
    refused: list[str] = []
    for name, head, ruled, weight in _entries(ruleset):
        try:
            made += _entry(head, ruled, weight)
        except CannotTellError as error:
            refused.append(f"{name}：{error}")
    if refused:
        raise CannotTellError("\n".join(refused))
    return made


def _entries(ruleset: Ruleset) -> Iterator[
        tuple[str, Cells, Indicator | Default | Execution, Fraction | None]]:
    """What the ruleset rules: its name, what stands in the level columns, its weight."""
    if ruleset.execution is not None:
        yield FUNDS_ROW, {LEVELS[0]: FUNDS_ROW}, ruleset.execution, ruleset.execution.weight
    for indicator in ruleset.indicators:
        name = " / ".join(indicator.path)
        deeper = {LEVELS[-1]: NESTED.join(indicator.path[2:])} if len(indicator.path) > 2 else {}
        yield name, {**dict(zip(LEVELS, indicator.path, strict=False)), **deeper}, indicator, (
            indicator.weight)
    for place, default in enumerate(ruleset.defaults, 1):
        head = {LEVELS[0]: OTHER_ROWS, LEVELS[-1]: when(default.when)}
        yield f"第{place}条缺省规则", head, default, None


def when(which: When) -> str:
    """Which rows a default serves, in words."""
    said = [f"{word}：{'、'.join(chosen)}" for word, chosen in (
        ("指标值", which.target), ("符号", which.comparator), ("上级名称含", which.level)) if chosen]
    return "；".join([*said, *(["没有名称"] if which.unnamed else [])])


def _entry(head: Cells, ruled: Indicator | Default | Execution,
           weight: Fraction | None) -> Iterator[dict[str, str]]:
    worth = "" if weight is None else plain(weight)
    own = _ruled(ruled.rule, ruled.conditions)
    yield {**head, WORTH: worth, **own, **_clause(ruled.clause),
           EXAMPLES: examples.told(ruled.examples)}
    yield from _parts(ruled.rule, (), ruled.clause)


def _ruled(scale: Scale, given: Conditions | None) -> dict[str, str]:
    with _of_rule():
        told = rule.told(scale)
    sentence = scale.sentence() + (given.sentence() if given else "")
    return {KIND: told.kind, FIGURES: told.figures, TARGET: told.target, RULE: told.said,
            CONDITIONS: conditions.told(given), SENTENCE: sentence}


@contextmanager
def _of_rule() -> Iterator[None]:
    try:
        yield
    except CannotTellError as error:
        raise CannotTellError(f"得分规定写不出：{error}") from None


def _clause(clause: Clause) -> dict[str, str]:
    if INFERRED in clause.reading:
        raise CannotTellError(f"读法里有“{INFERRED}”")
    inferred = [f"{INFERRED}{clause.inferred}"] if clause.inferred else []
    checked = TAKEN_OVER if clause.checked is None else clause.checked
    return {CLAUSE: clause.text, PLACE: clause.place, CHECKED: checked,
            READING: "\n".join([*([clause.reading] if clause.reading else []), *inferred])}


def _parts(scale: Scale, above: tuple[str, ...], clause: Clause) -> Iterator[dict[str, str]]:
    if not isinstance(scale, Parts):
        return
    names = titles(scale.parts)
    for name, part in zip(names, scale.parts, strict=True):
        if not part.conditions and part.conditions is not None:
            raise CannotTellError(f"{name}：空的条件")
        path = (*above, name)
        yield {PART: NESTED.join(path), WORTH: _worth(part), **_ruled(part.rule, part.conditions),
               READING: part.reading, EXAMPLES: examples.told(part.examples),
               CHECKED: TAKEN_OVER if clause.checked is None else clause.checked}
        yield from _parts(part.rule, path, clause)


def titles(parts: Iterable[Part]) -> list[str]:
    """What the parts are called in their rows; one without a name by its place."""
    made = [part.name or f"（{place}）" for place, part in enumerate(parts, 1)]
    if bad := next((name for name in made if NESTED in name or name != name.strip()
                    or made.count(name) > 1), None):
        raise CannotTellError(f"部分的名称“{bad}”")
    return made


def _worth(part: Part) -> str:
    if part.points is not None:
        return f"{plain(part.points)}分"
    return "" if part.share is None else share(part.share)
