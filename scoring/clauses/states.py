"""状态定分: 充分得3分，一般得1.5分，没有得0分."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import Draft, Given, NotReadError, Parse, agreed, joined, production
from scoring.clauses.span import plain
from scoring.clauses.vocabulary import DEGREES

_REST = ("否则", "反之", "其余", "其他", "其余情况", "其他情况")
_DONE = ("达到", "完成", "实现", "达成")
BY_PERSON = "属哪一种状态由人判断"


def _states(parse: Parse, given: Given) -> Draft | None:
    """States of one thing, from best to worst. Their names may differ in their degree alone:
    two things that each earn points are no states of one."""
    return _scaled(pairs(parse.all("states")), given)


def _scaled(found: Sequence[tuple[str, Atom]], given: Given) -> Draft | None:
    if any(name in _REST or name.startswith("超") for name, _ in found):
        return None
    if len(found) < 2 or not _one_scale([name for name, _ in found]):
        return None
    weight = agreed(given, found[0][1])
    points = [_points(award, weight) for _, award in found]
    if points != sorted(points, reverse=True) or len(set(points)) < len(points):
        raise NotReadError(*(award for _, award in found))
    if points[0] != (weight if weight is not None else points[0]):
        raise NotReadError(found[0][1])
    if len(found) == 2 and points[1] == 0:
        return None
    bands = [{"name": name, "points": plain(worth)} for (name, _), worth in zip(
        found, points, strict=True)]
    return Draft({"kind": "bands", "bands": bands}, weight, (BY_PERSON,))


def _listed(parse: Parse, given: Given) -> Draft | None:
    """效果分为明显、一般、不明显三档，分别得10分、6分、0分。"""
    names, worths = parse.one("names"), parse.one("worths")
    if names is None or worths is None:
        return None
    split = [name.strip("“”\"'") for name in names.left.split("、")]
    if len(split) != len(worths.worths) or names.number not in (None, len(split)):
        raise NotReadError(names, worths)
    draft = _scaled(list(zip(split, worths.worths, strict=True)), given)
    of = joined(parse.all("of"))
    if draft is None or not of:
        return draft
    bands = [{**band, "words": [f"{of}{band['name']}"]} for band in draft.rule["bands"]]
    return replace(draft, rule={**draft.rule, "bands": bands})


def pairs(atoms: Sequence[Atom]) -> list[tuple[str, Atom]]:
    """Every name with what it earns or costs."""
    found, words = list[tuple[str, Atom]](), list[Atom]()
    for atom in atoms:
        if atom.kind in "词级达否":
            words.append(atom)
        elif atom.kind in "得扣":
            found.append((joined(words), atom))
            words = []
    return found


def _points(award: Atom, weight: Fraction | None) -> Fraction:
    worth = award.of(weight)
    if worth is None or (award.kind == "扣" and weight is None):
        raise NotReadError(award)
    left = (weight or Fraction(0)) - worth if award.kind == "扣" else worth
    if left < 0:
        raise NotReadError(award)
    return left


def _one_scale(names: Sequence[str]) -> bool:
    """Whether the names say degrees of one thing: 充分、基本充分、不充分; 高、一般、低."""
    cores = {core for name in names if (core := _core(name))}
    shortest = min(cores, key=len, default="")
    return len(set(names)) == len(names) and all(
        core.endswith(shortest) or (shortest in _DONE and core.startswith(shortest))
        for core in cores)


def _core(name: str) -> str:
    """The name without its words of degree: 基本充分 → 充分, 较差 → ''."""
    core, before = name.strip("“”\"'、"), ""
    while core != before:
        before = core
        for degree in DEGREES:
            if core.startswith(degree):
                core = core[len(degree):]
            if core.endswith(degree):
                core = core[: -len(degree)] if len(core) > len(degree) else ""
    return core


RULES = (
    production("状态定分", r"""
        (?:[词疑][，：；])?(?P<states>(?:项?[词级达否][，：]?[得扣][，；]?){2,})""", _states),
    production("几档分别得分", r"(?P<of>词)?[，：]?(?P<names>档)[，；：]?(?P<worths>并)；?", _listed),
)
