"""多句组合: numbered sentences, each a rule of its own, together the weight."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from scoring.clauses.atom import Atom
from scoring.clauses.grammar import Draft, Given, NotReadError, joined
from scoring.clauses.nested import Titled, by_person, titled
from scoring.clauses.span import plain
from scoring.values.exact import sum_of

NAMES = ("多句组合", "各句按比例组合", "部分之下又分点")
PRICED = "扣的分数写在只占一部分分值的句子里，按从这一部分里扣读"

Whole = Callable[[Sequence[Atom], Given], tuple[Draft | None, tuple[str, ...]]]


def read(found: Sequence[Atom], given: Given, whole: Whole
         ) -> tuple[Draft, tuple[str, ...]] | None:
    """1.按时报送，得1分。2.资料完整得2分，不完整的每项扣0.5分。"""
    if (nested := titled(found)) is not None:
        return _by_title(nested, given, whole)
    parts = _numbered(found) or _titled(found) or _by_sentence(found)
    if parts is None:
        return None
    if parts[-1][0].kind == "占":
        return _by_share(parts, given, whole)
    drafts, used = list[tuple[str, Draft]](), list[str]()
    for atoms in parts:
        worth, own = _own_worth(atoms)
        draft, names = whole(own, replace(given, weight=worth, points=()))
        if draft is None:
            return None
        if draft.weight is None:
            raise NotReadError(atoms[0])
        drafts.append((_title(atoms), draft))
        used += names
    total = sum_of(draft.weight or Fraction(0) for _, draft in drafts)
    if given.weight is not None and total != given.weight:
        raise NotReadError(*(atom for atom in found if atom.kind == "得" and atom.points))
    return _joined(drafts, total), (*dict.fromkeys(used), NAMES[0])


def _by_title(parts: Sequence[Titled], given: Given, whole: Whole
              ) -> tuple[Draft, tuple[str, ...]] | None:
    """1.制度建设（2分）（1）…（2）…；2.制度执行（3分）：…"""
    total = sum_of(part.worth for part in parts)
    if given.weight is not None and total != given.weight:
        return None
    drafts, used = list[tuple[str, Draft]](), list[str]()
    for part in parts:
        draft, names = by_person(part), tuple[str, ...]()
        if draft is None:
            draft, names = whole(part.rest, replace(given, weight=part.worth, points=()))
        if draft is None:
            return None
        drafts.append((part.title, replace(draft, weight=part.worth)))
        used += names
    return _joined(drafts, total), (*dict.fromkeys(used), NAMES[2])


def _by_share(parts: Sequence[Sequence[Atom]], given: Given, whole: Whole
              ) -> tuple[Draft, tuple[str, ...]] | None:
    """1.…得满分。2.…得满分。3.以上两项得分各占50%。"""
    worths = [worth.share or Fraction(0) for worth in parts[-1][0].worths]
    if len(worths) == 1:
        worths *= len(parts) - 1
    if len(worths) != len(parts) - 1 or sum(worths) != 1 or len(parts[-1]) > 2:
        raise NotReadError(parts[-1][0])
    made, used, doubts = list[dict[str, Any]](), list[str](), list[str]()
    for atoms, share in zip(parts, worths, strict=False):
        draft, names = whole(atoms, replace(given, weight=None, points=()))
        if draft is None or draft.weight is not None or draft.conditions:
            return None
        priced = "points" in str(draft.rule.get("counts", ""))
        doubts += [*draft.doubts, *([PRICED] if priced else [])]
        part = {"name": _title(atoms), "share": plain(share, "%"), "rule": draft.rule}
        if draft.doubts or priced:
            part["reading"] = "；".join([*draft.doubts, *([PRICED] if priced else [])])
        made.append(part)
        used += names
    return (Draft({"kind": "parts", "parts": _distinct(made)}, given.weight,
                  tuple(dict.fromkeys(doubts))), (*dict.fromkeys(used), NAMES[1]))


def _numbered(found: Sequence[Atom]) -> list[list[Atom]] | None:
    marks = [place for place, atom in enumerate(found) if atom.kind == "项"]
    preface = "".join(atom.kind for atom in found[: marks[0]]) if marks else ""
    if len(marks) < 2 or preface.strip("词，；："):
        return None
    ends = [*marks[1:], len(found)]
    parts = [list(found[start + 1:end]) for start, end in zip(marks, ends, strict=True)]
    return parts if all(parts) else None


def _titled(found: Sequence[Atom]) -> list[list[Atom]] | None:
    """及时性4分：…；准确性4分：…: parts that are named with their worth."""
    kinds = "".join(atom.kind for atom in found)
    marks = [match.start() for match in re.finditer(r"(?:(?<=；)|^)词得：", kinds)]
    if len(marks) < 2 or marks[0] != 0:
        return None
    ends = [*marks[1:], len(found)]
    return [list(found[start:end]) for start, end in zip(marks, ends, strict=True)]


def _own_worth(atoms: Sequence[Atom]) -> tuple[Fraction | None, Sequence[Atom]]:
    """What a part's title says it is worth, and the rest of its words."""
    if "".join(atom.kind for atom in atoms[:3]) == "词得：" and atoms[1].points is not None:
        return atoms[1].points, atoms[3:]
    return None, atoms


def _by_sentence(found: Sequence[Atom]) -> list[list[Atom]] | None:
    """Sentences that each state a full mark of their own."""
    parts: list[list[Atom]] = [[]]
    for atom in found:
        parts[-1].append(atom)
        if atom.kind == "；":
            parts.append([])
    parts = [part for part in parts if part]
    if len(parts) < 2 or any(not any(a.kind == "得" and a.points for a in part) for part in parts):
        return None
    return parts


def _joined(drafts: Sequence[tuple[str, Draft]], total: Fraction) -> Draft:
    doubts = tuple(dict.fromkeys(doubt for _, draft in drafts for doubt in draft.doubts))
    if all(draft.rule["kind"] == "checklist" and "table" not in draft.rule
           and not draft.conditions for _, draft in drafts):
        items = [item for _, draft in drafts for item in draft.rule["items"]]
        worth = [worth for _, draft in drafts
                 for worth in draft.rule.get("worth", [plain(draft.weight or total)])]
        return Draft({"kind": "checklist", "items": items, "worth": worth}, total, doubts)
    rules = [_parts(drafts, None)]
    for place, (_, draft) in enumerate(drafts):
        rules += [_parts(drafts, (place, other)) for other in draft.others]
    return Draft(rules[0], total, doubts, tuple(rules[1:]))


def _parts(drafts: Sequence[tuple[str, Draft]],
           instead: tuple[int, Any] | None) -> dict[str, Any]:
    parts = []
    for place, (title, draft) in enumerate(drafts):
        rule = instead[1] if instead and instead[0] == place else draft.rule
        part: dict[str, Any] = {"name": title, "points": plain(draft.weight or Fraction(0)),
                                "rule": rule}
        if draft.conditions:
            part["conditions"] = draft.conditions
        if draft.doubts:
            part["reading"] = "；".join(draft.doubts)
        parts.append(part)
    return {"kind": "parts", "parts": _distinct(parts)}


def _distinct(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = [part["name"] for part in parts]
    for place, part in enumerate(parts, 1):
        if not part["name"] or names.count(part["name"]) > 1:
            part["name"] = f"第{place}部分"
    return parts


def _title(atoms: Sequence[Atom]) -> str:
    """The first words, as a short name."""
    words = next((joined([atom]) for atom in atoms if atom.kind == "词"), "")
    return words[:20]
