"""Which module of a package imports which, late imports and those for types included."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

Graph = Mapping[str, frozenset[str]]
"""Modules by their dotted names, each with the modules of the same package that it imports."""


@cache
def graph_of(package: str) -> Graph:
    """The arrows between the modules of one of the packages at the top."""
    files = {_dotted(path): path for path in sorted((ROOT / package).rglob("*.py"))}
    return {module: frozenset(_known(_imported(path.read_text("utf-8"), module), files) - {module})
            for module, path in files.items()}


def climbs(graph: Graph, floors: Sequence[str]) -> list[str]:
    """The arrows from a room to one above it; ``floors`` are rooms from the ground up. What stands
    in no room is the package's own door, which may use all of them and which none may use."""
    found = []
    for module, used in graph.items():
        for other in sorted(used):
            own, theirs = _room(module), _room(other)
            if own != theirs and _floor(own, floors) <= _floor(theirs, floors):
                found.append(f"{module} → {other}")
    return found


def strangers(graph: Graph, floors: Sequence[str]) -> set[str]:
    """Rooms that stand on no floor."""
    return {_room(module) for module in graph} - set(floors) - {""}


def circles(graph: Graph) -> list[set[str]]:
    """Modules that import one another, however long the way round."""
    reached = {module: _reached(graph, module) for module in graph}
    rounds = ({other for other in reached[module] if module in reached[other]} for module in graph)
    return [set(each) for each in dict.fromkeys(frozenset(found) for found in rounds if found)]


def turned(graph: Graph, module: str, other: str) -> Graph:
    """The same graph with the arrow from ``module`` to ``other`` pointing the other way."""
    assert other in graph[module]
    return {**graph, module: graph[module] - {other}, other: graph[other] | {module}}


def _reached(graph: Graph, start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        module = ahead.pop()
        if module not in found:
            found.add(module)
            ahead += graph[module]
    return found


def _imported(source: str, module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(module.split(".")[:-node.level]) if node.level else ""
            start = ".".join(part for part in (above, node.module) if part)
            yield from (f"{start}.{alias.name}" for alias in node.names)


def _known(names: Iterable[str], files: Mapping[str, Path]) -> set[str]:
    """The modules that the names lie in: of ``scoring.filing.Entry`` that is ``scoring.filing``."""
    found = (next((above for above in _and_above(name) if above in files), "") for name in names)
    return {module for module in found if module}


def _and_above(name: str) -> Iterator[str]:
    """``a.b.c``, ``a.b`` and ``a``."""
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(len(parts), 0, -1))


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _room(module: str) -> str:
    return (*module.split("."), "")[1]


def _floor(room: str, floors: Sequence[str]) -> int:
    return floors.index(room) if room in floors else len(floors)
