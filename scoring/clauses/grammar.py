"""How rules of the grammar are written: a pattern over the kinds of atoms, and what it builds.

A clause is read where one pattern matches all of its atoms, to the last; so there is no word that
nobody took. Kinds are single characters (词 界 得 扣 …, see ``phrases``), so a pattern is a regular
expression in which one character is one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.reading import Data


class NotReadError(Exception):
    """The atoms have the shape of a rule but do not agree with each other or with the weight."""

    def __init__(self, *atoms: Atom | None) -> None:
        self.atoms = tuple(atom for atom in atoms if atom is not None)
        super().__init__("、".join(atom.text for atom in self.atoms))


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside the clause: the weight in 分, the indicator's name, formulas and key
    points that its explanation prints."""

    weight: Fraction | None = None
    name: str = ""
    formulas: Mapping[str, str] = field(default_factory=dict)
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule with the weight it was read to have, and what is doubtful in it; ``others`` are the
    other readings."""

    rule: Data
    weight: Fraction | None = None
    doubts: tuple[str, ...] = ()
    others: tuple[Data, ...] = ()
    conditions: Data = field(default_factory=dict)
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """The atoms that a pattern matched, by the names of its groups."""

    atoms: Sequence[Atom]
    match: re.Match[str]

    def all(self, name: str) -> Sequence[Atom]:
        if name not in self.match.re.groupindex:
            return ()
        start, end = self.match.span(name)
        return self.atoms[start:end] if start >= 0 else ()

    def one(self, name: str, kinds: str = "") -> Atom | None:
        """The group's first atom, of the kinds given."""
        return next((atom for atom in self.all(name) if not kinds or atom.kind in kinds), None)

    def each(self, kinds: str) -> list[Atom]:
        return [atom for atom in self.atoms if atom.kind in kinds]

    def only(self, kind: str) -> Atom | None:
        """The only atom of a kind; NotReadError where there are more."""
        found = self.each(kind)
        if len(found) > 1:
            raise NotReadError(*found)
        return found[0] if found else None

    def words(self, name: str) -> str:
        return joined(self.all(name))


def joined(atoms: Sequence[Atom]) -> str:
    """Words and the commas between them, without a closing 的."""
    text = "".join(atom.text for atom in atoms if atom.kind not in "项").strip(",:;。、\n")
    return re.sub(r"的$", "", text)


@dataclass(frozen=True, slots=True)
class Production:
    """One rule of the grammar. ``build`` may raise NotReadError, or say None: another shape."""

    name: str
    pattern: re.Pattern[str]
    build: Callable[[Parse, Given], Draft | None]

    def read(self, atoms: Sequence[Atom], given: Given) -> Draft | None:
        kinds = "".join(atom.kind for atom in atoms)
        match = self.pattern.fullmatch(kinds)
        return None if match is None else self.build(Parse(atoms, match), given)


def production(name: str, pattern: str,
               build: Callable[[Parse, Given], Draft | None]) -> Production:
    return Production(name, re.compile(pattern, re.VERBOSE), build)


def agreed(given: Given, *full: Atom | None) -> Fraction | None:
    """The weight: every atom that states the full mark must state it alike. None where no atom
    and nobody else says what it is."""
    weight = given.weight
    for atom in full:
        if atom is None or atom.points is None:
            continue
        if weight is not None and atom.points != weight:
            raise NotReadError(atom)
        weight = atom.points
    return weight
