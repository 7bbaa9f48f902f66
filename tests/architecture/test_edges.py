"""The floors of the edges: three doors over one desk, and everything else below them."""

from __future__ import annotations

import pytest

from tests.architecture.arrows import Graph, circles, climbs, graph_of, strangers, turned

DOORS = ("functions", "ribbon", "terminal")
FLOORS = ("errors", "own_folder", "last_door", "tables", "xlam", "setup", "kit", "package", "books",
          "library", "forms", "formulas", "pages", "redact", "report", "letters", "desk", *DOORS)
"""From the ground up; not all of them need be built yet."""

def edges() -> Graph:
    return graph_of("addin")


def used_by(graph: Graph, room: str) -> set[str]:
    """The other rooms that a room uses."""
    used = {other.split(".")[1] for module, others in graph.items()
            if module.split(".")[1:2] == [room] for other in others}
    return used - {room}


def test_a_room_uses_only_rooms_below_it() -> None:
    assert climbs(edges(), FLOORS) == []
    assert strangers(edges(), FLOORS) == set()


def test_no_modules_of_the_edges_import_one_another() -> None:
    assert circles(edges()) == []


@pytest.mark.parametrize("door", DOORS)
def test_a_door_uses_no_other_door(door: str) -> None:
    assert used_by(edges(), door) & set(DOORS) == set()


@pytest.mark.parametrize(("room", "may"), [
    ("xlam", {"tables"}), ("setup", {"tables", "xlam"}), ("package", set()), ("tables", set()),
    ("books", {"package"}), ("redact", {"books", "package"}),
])
def test_what_a_room_must_not_lean_on(room: str, may: set[str]) -> None:
    assert used_by(edges(), room) - {"errors"} <= may


@pytest.mark.parametrize(("module", "other"), [
    ("addin.terminal.report", "addin.desk.telling"),
    ("addin.ribbon.press", "addin.desk.scoring"),
    ("addin.desk.assess", "addin.pages.basis"),
    ("addin.report.make", "addin.pages.materials"),
    ("addin.pages.inputs", "addin.forms.cells"),
    ("addin.forms.read", "addin.library.form_map"),
    ("addin.books.xlsx.closed", "addin.package.archive"),
    ("addin.xlam.build", "addin.tables.functions"),
    ("addin.setup.install", "addin.xlam.build"),
])
def test_an_arrow_turned_round_climbs(module: str, other: str) -> None:
    assert climbs(turned(edges(), module, other), FLOORS) == [f"{other} → {module}"]


@pytest.mark.parametrize(("module", "other"), [
    ("addin.books.xlsx.closed", "addin.books.xlsx.worksheet"),
    ("addin.desk.scoring", "addin.desk.fill"),
    ("addin.report.make", "addin.report.facts"),
])
def test_an_arrow_turned_round_makes_a_circle(module: str, other: str) -> None:
    graph = {**edges(), other: edges()[other] | {module}}
    assert any({module, other} <= each for each in circles(graph))
