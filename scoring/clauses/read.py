"""读条款: clause text in, a rule out, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from scoring.clauses import (
    adding,
    against_target,
    bands,
    checklist,
    cliff,
    compound,
    conditions,
    deviation,
    judged_tiers,
    ladder,
    late_tiers,
    met_count,
    per_case,
    per_step,
    priced,
    proportional,
    sides,
    states,
    tally,
    upwards,
)
from scoring.clauses.atom import Atom
from scoring.clauses.figure import arithmetic, formulas, plain_name
from scoring.clauses.grammar import Draft, Given, NotReadError, Production
from scoring.clauses.lexer import atoms, doubtful, tidy
from scoring.clauses.made import made
from scoring.clauses.normal import Normal, normal, unbroken
from scoring.clauses.points import key_points
from scoring.clauses.preface import Preface, split
from scoring.clauses.reading import Data, Left, Reading

PRODUCTIONS: tuple[Production, ...] = (
    *per_step.RULES, *deviation.RULES, *against_target.RULES, *per_case.RULES, *late_tiers.RULES,
    *priced.RULES, *adding.RULES, *upwards.RULES, *proportional.RULES, *ladder.RULES,
    *sides.RULES, *bands.RULES, *judged_tiers.RULES, *tally.RULES, *states.RULES,
    *met_count.RULES, *checklist.RULES)
"""Every rule of the grammar, in the order in which they are tried."""

NAMES = (*dict.fromkeys(rule.name for rule in PRODUCTIONS), cliff.NAME, *conditions.NAMES,
         *compound.NAMES)
"""What they are called, with those of conditions and of clauses of several sentences."""


LONGEST = 2_000
"""Characters. No official clause is as long, and what is longer would take minutes."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A draft with the names of the rules that made it, or the atoms that stood against one."""

    draft: Draft | None = None
    used: tuple[str, ...] = ()
    against: tuple[Atom, ...] = ()


def read(text: str, weight: Fraction | None = None, name: str = "",
         explanation: str = "") -> Reading:
    """The clause as a rule, with all it leaves open; or the words that no rule takes.

    >>> read("支出率≤100%，计5分；每超过1个百分点扣0.5分，扣完为止。", Fraction(5)).sentence
    '支出率超过100%的，每1%扣0.5分；从满分起扣，扣完为止。'
    >>> [left.text for left in read("支出率≤100%，计5分，其中基本支出除外。").left]
    ['其中', '除外']
    """
    if len(text) > LONGEST:
        return Reading(left=(Left(text, 0, len(text)),), weight=weight)
    printed = normal(text)
    reading = _read(printed, weight, name, explanation)
    if not reading.read and (whole_lines := unbroken(printed)) != printed:
        again = _read(whole_lines, weight, name, explanation)
        return again if again.read else reading
    return reading


def _read(text: Normal, weight: Fraction | None, name: str, explanation: str) -> Reading:
    before, plain = split(text)
    if before.against:
        return Reading(left=tuple(_words(text, before.against)), weight=weight)
    found = _defined(tidy(atoms(plain.text)))
    printed = {**before.formulas, **_own_formulas(found)}
    given = Given(weight, name, {**printed, **formulas(explanation)},
                  before.points or key_points(explanation))
    attempt = whole(found, given)
    draft = attempt.draft and _as_means(_under(attempt.draft, before), found)
    reading = draft and made(draft, given, attempt.used)
    unused = reading and [name for name, formula in printed.items()
                          if not _uses(reading.readings, formula)]
    if reading and not unused:
        return reading
    against = [atom for atom in found if unused and atom.kind in "定式"] or attempt.against
    return Reading(left=tuple(_left(plain, found, against)), weight=weight)


def _defined(found: list[Atom]) -> list[Atom]:
    """A name that the clause itself defines is a name, whatever words it is made of (平均执行率)."""
    names = [plain_name(atom.left) for atom in found if atom.kind == "定"]
    return [replace(atom, kind="词") if atom.kind == "疑" and any(
        name.endswith(plain_name(atom.text)) for name in names) else atom for atom in found]


def _as_means(draft: Draft, found: Sequence[Atom]) -> Draft:
    """A mean of rates is a rate; 每月执行率超过100%的，按100%计算 is said of every month's."""
    means = {arithmetic(atom.right): {"unit": "%", **({"cap_each": "100%"} if atom.number else {})}
             for atom in found if atom.kind == "定" and atom.right.startswith("平均(")}

    def under(data: Any) -> Any:
        if isinstance(data, dict):
            own = {key: under(value) for key, value in data.items()}
            return {**own, **means.get(own.get("formula", ""), {})}
        return [under(each) for each in data] if isinstance(data, list) else data

    return replace(draft, rule=under(draft.rule), others=tuple(map(under, draft.others)))


def _under(draft: Draft, before: Preface) -> Draft:
    return replace(draft, doubts=(*draft.doubts, *before.doubts),
                   conditions={**before.conditions, **draft.conditions})


def _uses(readings: Sequence[Data], formula: str) -> bool:
    """Whether a formula that the clause prints stands in what was read."""
    return any(formula in str(reading) for reading in readings)


def whole(found: Sequence[Atom], given: Given) -> Attempt:
    """One rule for all atoms: a simple one, one with conditions behind it, or one of parts."""
    simple = _simple(found, given)
    if simple.draft is not None:
        return simple
    against = simple.against
    for how in (_cliffed, _conditioned, _compounded, _unnumbered):
        attempt = how(found, given)
        if attempt.draft is not None:
            return attempt
        against = against or attempt.against
    return Attempt(against=against)


def _simple(found: Sequence[Atom], given: Given) -> Attempt:
    against: tuple[Atom, ...] = ()
    for rule in PRODUCTIONS:
        try:
            draft = rule.read(found, given)
        except NotReadError as error:
            against = max(against, error.atoms, key=len)
            continue
        if draft is not None:
            return Attempt(draft, (rule.name,))
    return Attempt(against=against)


def _cliffed(found: Sequence[Atom], given: Given) -> Attempt:
    """Steps with an end beyond which nothing is left."""
    last = cliff.peeled(found)
    attempt = whole(last.before, given) if last else Attempt()
    draft = last and attempt.draft and cliff.with_cliff(attempt.draft, last, given.name)
    return Attempt(draft, (*attempt.used, cliff.NAME)) if draft else Attempt()


def _conditioned(found: Sequence[Atom], given: Given) -> Attempt:
    last = conditions.peeled(found, given.weight)
    if last is None:
        return Attempt()
    attempt = whole(last.before, given)
    if attempt.draft is None:
        return attempt
    draft = replace(attempt.draft, doubts=(*attempt.draft.doubts, *last.doubts),
                    conditions={**attempt.draft.conditions, **last.conditions})
    return Attempt(draft, (*attempt.used, last.name))


def _unnumbered(found: Sequence[Atom], given: Given) -> Attempt:
    """Numbered sentences that say one rule together: 1.按规定拨付的得3分。2.每延迟1天扣1分。"""
    bare = [atom for atom in found if atom.kind != "项"]
    return whole(bare, given) if len(bare) < len(found) else Attempt()


def _compounded(found: Sequence[Atom], given: Given) -> Attempt:
    try:
        result = compound.read(found, given, lambda part, own: _pair(whole(part, own)))
    except NotReadError as error:
        return Attempt(against=error.atoms)
    return Attempt() if result is None else Attempt(*result)


def _pair(attempt: Attempt) -> tuple[Draft | None, tuple[str, ...]]:
    return attempt.draft, attempt.used


def _own_formulas(found: Sequence[Atom]) -> dict[str, str]:
    return {plain_name(atom.left): formula for atom in found if atom.kind == "定"
            and (formula := arithmetic(atom.right))}


def _left(plain: Normal, found: Sequence[Atom], against: Sequence[Atom]) -> Iterator[Left]:
    """The qualifiers and numbers that stand in words; else what did not agree; else all."""
    spans = [(atom.start + start, atom.start + end) for atom in found if atom.kind == "疑"
             for start, end in doubtful(atom.text)]
    spans = spans or [(atom.end - len(atom.text.lstrip("的,:;")), atom.end) for atom in against]
    yield from _words(plain, spans or [(0, len(plain.text))])


def _words(plain: Normal, spans: Iterable[tuple[int, int]]) -> Iterator[Left]:
    for start, end in spans:
        first, last = plain.span(start, end)
        yield Left(plain.printed[first:last], first, last)
