"""The floors of the core: a room uses only rooms below it, and no modules import one another."""

from __future__ import annotations

import pytest

from tests.architecture.arrows import Graph, circles, climbs, graph_of, strangers, turned

FLOORS = ("values", "filing", "personal", "rules", "formulas", "clauses", "rulefile", "awards",
          "findings", "report")
"""From the ground up."""

def core() -> Graph:
    return graph_of("scoring")


def test_a_room_uses_only_rooms_below_it() -> None:
    assert climbs(core(), FLOORS) == []
    assert strangers(core(), FLOORS) == set()


def test_no_modules_of_the_core_import_one_another() -> None:
    assert circles(core()) == []


@pytest.mark.parametrize(("module", "other"), [
    ("scoring.rules.scales.parts", "scoring.rules.scales.base"),
    ("scoring.rules.ruleset", "scoring.rules.rule"),
    ("scoring.findings.audit", "scoring.awards.scorecard"),
])
def test_an_arrow_turned_round_makes_a_circle(module: str, other: str) -> None:
    assert any({module, other} <= each for each in circles(turned(core(), module, other)))


@pytest.mark.parametrize(("module", "other"), [
    ("scoring.findings.audit", "scoring.awards.scorecard"),
    ("scoring.rulefile.load", "scoring.rules.ruleset"),
    ("scoring.rules.case", "scoring.filing"),
    ("scoring.filing.numbers", "scoring.values.quantity"),
])
def test_an_arrow_turned_round_climbs(module: str, other: str) -> None:
    assert climbs(turned(core(), module, other), FLOORS) == [f"{other} → {module}"]


def test_nothing_uses_the_door_of_the_core() -> None:
    graph = {**core(), "scoring.values.exact": frozenset({"scoring"})}
    assert climbs(graph, FLOORS) == ["scoring.values.exact → scoring"]
