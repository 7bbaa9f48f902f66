"""Taking parts out of a package: cut the arrows that lead to them, then sweep up what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import unquote

from addin.package.archive import canonical
from addin.package.draft import Draft
from addin.package.relations import TYPES, relations, relations_part
from addin.package.xml import Element, parse, serialise

Unwanted = Callable[[Element], bool]


def kind_of(arrow: Element) -> str:
    """What an arrow means: the last word of its type."""
    return arrow.get("Type", "").rpartition("/")[2]


def cut(draft: Draft, part: str, unwanted: Unwanted) -> set[str]:
    """Remove the arrows that leave ``part`` and are not wanted, those to outside files too;
    returns their ids."""
    path = relations_part(part)
    if path not in draft:
        return set()
    root = parse(draft.read(path), path)
    gone = [arrow for arrow in root if unwanted(arrow)]
    for arrow in gone:
        root.remove(arrow)
    if gone:
        draft.write(path, serialise(root))
    return {arrow.get("Id", "") for arrow in gone}


def cut_kinds(draft: Draft, part: str, kinds: Iterable[str]) -> set[str]:
    """The same for all arrows of some kinds."""
    wanted = frozenset(kinds)
    return cut(draft, part, lambda arrow: kind_of(arrow) in wanted)


def sweep(draft: Draft) -> list[str]:
    """Remove every part that no arrow leads to, and its declaration; returns their names."""
    parts = {canonical(name): name for name in draft.parts()}
    reached = {canonical(TYPES)}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        reached.add(canonical(relations_part(part)))
        for relation in relations(draft, part):
            for target in (relation.target, unquote(relation.target)):
                name = canonical(target)
                if name in parts and name not in reached:
                    reached.add(name)
                    waiting.append(parts[name])
    gone = [name for low, name in parts.items() if low not in reached]
    for name in gone:
        draft.remove(name)
    if gone:
        _undeclare(draft, {canonical(f"/{name}") for name in gone})
    return gone


def _undeclare(draft: Draft, gone: set[str]) -> None:
    root = parse(draft.read(TYPES), TYPES)
    for child in list(root):
        if canonical(child.get("PartName", "")) in gone:
            root.remove(child)
    draft.write(TYPES, serialise(root))
