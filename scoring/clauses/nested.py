"""部分之下又分点: 1.制度建设（2分）（1）…得1分。（2）…得1分。2.制度执行（3分）：根据…评分。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scoring.clauses.atom import Atom
from scoring.clauses.figure import plain_name
from scoring.clauses.grammar import Draft, NotReadError
from scoring.clauses.lexer import doubtful

_STYLES = (re.compile(r"\d{1,2}[.、] ?"), re.compile(r"[一二三四五六七八九十]{1,2}、"),
           re.compile(r"\([一二三四五六七八九十]\)"), re.compile("[①-⒛]"))
"""Marks of the outer parts; those of the points below them look otherwise."""
_SCORE = re.compile(r"(?:得分|评分|分值)$")
_BY_PERSON = re.compile(r"(?:根据|依据|按照?|由)[^,;。\n]{2,40}?(?:评分|打分|评定|认定|给分)")


@dataclass(frozen=True, slots=True)
class Titled:
    """A part with its title, the points that the title prints, and the rest of its words."""

    title: str
    worth: Fraction
    rest: Sequence[Atom]


def titled(found: Sequence[Atom]) -> list[Titled] | None:
    """Numbered parts that each print a title with its points; None where they do not."""
    first = next((place for place, atom in enumerate(found) if atom.kind == "项"), None)
    style = first is not None and next(
        (each for each in _STYLES if each.fullmatch(found[first].text)), None)
    if first is None or not style:
        return None
    marks = [place for place, atom in enumerate(found)
             if atom.kind == "项" and style.fullmatch(atom.text)]
    parts = [list(found[start + 1:end])
             for start, end in zip(marks, [*marks[1:], len(found)], strict=True)]
    if len(parts) < 2 or not all(re.match("[词疑]得[；：]", _kinds(part)) for part in parts):
        return None
    made = [_titled(part) for part in parts]
    _check_head(found[:first], [each.title for each in made])
    return made


def _kinds(atoms: Sequence[Atom]) -> str:
    return "".join(atom.kind for atom in atoms)


def _titled(part: Sequence[Atom]) -> Titled:
    title = _SCORE.sub("", part[0].text)
    if part[1].points is None or doubtful(title) or not title:
        raise NotReadError(part[0])
    return Titled(title, part[1].points, part[3:])


def _check_head(head: Sequence[Atom], titles: Sequence[str]) -> None:
    """本指标得分=甲得分+乙得分 must name the parts; nothing else may stand before them."""
    if not head:
        return
    equation = head[0]
    terms = equation.right.split("+") if equation.kind == "式" else []
    names = [_SCORE.sub("", term) for term in terms]
    if _kinds(head).strip("；") != "式" or len(names) != len(titles) or not all(
            plain_name(name).endswith(plain_name(title))
            for name, title in zip(names, titles, strict=True)):
        raise NotReadError(*head)


def by_person(part: Titled) -> Draft | None:
    """根据目标编报质量评分: a person gives the part's points."""
    text = "".join(atom.text for atom in part.rest).strip("。;,:\n")
    if not _BY_PERSON.fullmatch(text) or doubtful(text[:-2]):
        return None
    doubt = f"“{part.title}”由人评分，条文没有公式"
    return Draft({"kind": "judged", "why": text}, part.worth, (doubt,))
