"""From a draft to a reading: the rule goes through the model's own door and says what it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from scoring.clauses.grammar import Draft, Given
from scoring.clauses.reading import Data, Doubt, Reading
from scoring.rules.input import defined_name
from scoring.rules.scales.base import Doubt as Defect

if TYPE_CHECKING:
    from scoring.rules.conditions import Conditions
    from scoring.rules.rule import Rule


def made(draft: Draft, given: Given, used: tuple[str, ...]) -> Reading | None:
    """None where the model refuses the rule: then nothing was read."""
    from pydantic import ValidationError

    weight = draft.weight if draft.weight is not None else given.weight
    name = defined_name(given.name) if given.name else "本项"
    try:
        rule = _rules().validate_python(draft.rule)
        others = tuple(_rules().validate_python(other) for other in draft.others)
        conditions = _conditions().validate_python(draft.conditions) if draft.conditions else None
        faults = [said for one in (rule, *others) for said in one.problems(weight)]
        needs = [need.name for need in rule.needs(name)]
    except (ValidationError, ValueError):  # the latter for a formula that is no arithmetic
        return None
    if any(not isinstance(said, Defect) for said in faults):
        return None
    needs += [need.name for need in conditions.needs()] if conditions else []
    sentence = rule.sentence() + (conditions.sentence() if conditions else "")
    return Reading(draft.rule, (draft.rule, *draft.others), draft.conditions,
                   tuple(dict.fromkeys(needs)), sentence, tuple(map(Doubt, draft.doubts)),
                   weight=weight, production="＋".join(used))


def rules_of(reading: Reading) -> tuple[Rule, ...]:
    """Every reading as a rule, the one that we take first."""
    return tuple(_rules().validate_python(each) for each in reading.readings)


def conditions_of(reading: Reading) -> Conditions | None:
    return _conditions().validate_python(reading.conditions) if reading.conditions else None


@cache
def _rules() -> Any:
    from pydantic import TypeAdapter

    from scoring.rules.rule import Rule

    return TypeAdapter(Rule)


@cache
def _conditions() -> Any:
    from pydantic import TypeAdapter

    from scoring.rules.conditions import Conditions

    return TypeAdapter(Conditions)


__all__ = ["Data", "conditions_of", "made", "rules_of"]
