"""The same cases through our own evaluator: quick, for tests and for mutants."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from scoring.formulas.columns import Columns
from scoring.formulas.evaluate import Mode, Value, evaluated
from tests.formulas.typed import cells_of
from tests.proof.case import verdict
from tests.proof.run import difference
from tests.proof.sheet import RESULTS
from tests.proof.space import Space
from tests.proof.trials import Typist

A_RULE = 6


def differences(count: int, seed: int, modes: tuple[Mode, ...] = tuple(Mode),
                only: tuple[str, ...] = ()) -> Iterator[str]:
    """What contradicts the core in so many cases, as it is met; of ``only`` these kinds."""
    space, made = Space(Random(seed), only), 0
    while made < count:
        ruled, place = space.ruled(), space.place()
        columns = ruled.columns(place)
        for trial in Typist(space.chance, ruled, place).trials(A_RULE):
            if not isinstance(columns, Columns):
                break
            made += 1
            cells = cells_of(trial.own, trial.figures, place)
            for mode in modes:
                found = evaluated(columns.steps, cells, mode)
                shown = {name: _text(found[name]) for name in RESULTS}
                core = verdict(ruled.of(trial.row)[0], place, trial, ruled.every, shown["说明"])
                if said := difference(core, shown):
                    yield f"{mode.value}: {said}: {ruled} {trial}"


def _text(value: Value) -> str:
    return repr(value) if isinstance(value, float) else str(value)
