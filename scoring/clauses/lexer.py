"""From plain text to atoms. What no phrase takes is words; words that hold a number or a qualifier
are doubtful (疑), and no rule of the grammar takes those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from scoring.clauses.atom import Atom
from scoring.clauses.phrases import LEXEMES
from scoring.clauses.vocabulary import CASES, QUALIFIERS, TIMES

_MARK = re.compile(
    r"[①-⒛㈠-㈩❶-❿➀-➉]|\d{1,2}(?:\.(?!\d) ?|、|\))(?!分)|\((?:\d{1,2}|[一二三四五六七八九十])\)"
    r"|[一二三四五六七八九十]{1,2}、|[一二三四五六七八九十]是|第[一二三四五六七八九十](?:,|、)|[A-Fa-f][.、]")
_ENDLESS = re.compile(r"\d{25}")
"""No number of a clause; it is left standing in the words, and hands the clause to a person."""
_SIGNS = {",": "，", ";": "；", "。": "；", "\n": "；", ":": "：", "!": "；", "?": "；"}
_TITLE = re.compile(r"《[^《》]*》(?:\([^()]*\))?(?:〔\d+〕\d+号)?"
                    r"|(?<!\d)(?:19|20)\d\d年度?|[三五]年(?:行动)?(?:规划|计划)")
_DIGITS = re.compile(r"[\d.]+")
"""A number that no phrase begins with is no phrase's from its middle on either."""
_MEASURE_WORDS = "|".join(sorted(
    (*CASES, *TIMES, "分之", "方面", "成", "倍", "种", "者", "级", "档"), key=len, reverse=True))
_COUNTED = re.compile(
    rf"[二两三四五六七八九十]+(?:{_MEASURE_WORDS})"
    rf"|(?<![统同单唯进第逐专万])一(?:{_MEASURE_WORDS})(?!性|体|验收|通过|合格|到位)|[二两三四五六七八九十]+分")
_DOUBTFUL = re.compile(
    r"\d+(?:\.\d+)?(?:%|分)?|[<>≤≥=&±≠≈∑√+×÷%|~^#@$]|" + _COUNTED.pattern + "|"
    + "|".join(sorted(QUALIFIERS, key=len, reverse=True)))


def atoms(text: str) -> list[Atom]:
    """The atoms of a plain text, in order, leaving no character out."""
    return list(_checked(_lexed(text)))


def doubtful(text: str) -> list[tuple[int, int]]:
    """Where in some words there is a number or a qualifier; titles in 《》 are no matter of it."""
    hidden = _TITLE.sub(lambda found: "书" * len(found[0]), text)
    return [found.span() for found in _DOUBTFUL.finditer(hidden)]


def _lexed(text: str) -> Iterator[Atom]:
    at = start = 0
    fresh = True
    while at < len(text):
        found = _one(text, at, fresh)
        if found is None:
            taken = _TITLE.match(text, at) or _DIGITS.match(text, at)
            fresh, at = False, taken.end() if taken else at + 1
            continue
        if start < at:
            yield Atom("词", text[start:at], start, at)
        yield found
        start = at = found.end
        fresh = found.kind in "，；：项得未"
    if start < len(text):
        yield Atom("词", text[start:], start, len(text))


def tidy(found: list[Atom]) -> list[Atom]:
    """Without doubled separators, and those that stand first or before a number's mark.

    >>> "".join(atom.kind for atom in tidy(atoms("。得5分;\\n1.完整,得1分。")))
    '得；项词，得；'
    """
    kept: list[Atom] = []
    for atom in found:
        if atom.kind in "，；：" and (not kept or kept[-1].kind in "；"):
            continue
        if atom.kind == "；" and kept and kept[-1].kind in "，：":
            kept.pop()
        kept.append(atom)
    return kept


def _one(text: str, at: int, fresh: bool) -> Atom | None:
    """The phrase that begins here; ``fresh`` where a sentence or one of its parts begins."""
    if fresh and (mark := _MARK.match(text, at)):
        return Atom("项", mark[0], at, mark.end())
    if sign := _SIGNS.get(text[at]):
        return Atom(sign, text[at], at, at + 1)
    for lexeme in LEXEMES:
        if lexeme.fresh and not fresh:
            continue
        if found := lexeme.pattern.match(text, at):
            made = None if _ENDLESS.search(found[0]) else lexeme.make(found)
            if made is not None:
                return replace(made, kind=lexeme.kind, text=found[0], start=at, end=found.end())
    return None


def _checked(found: Iterator[Atom]) -> Iterator[Atom]:
    """Words that no phrase takes are doubtful with a number or a qualifier in them, and so is what
    follows a bare number: most likely a unit that nobody knows (达到5本)."""
    before: Atom | None = None
    for atom in found:
        unit = before is not None and before.kind in "界超标" and before.bare
        if atom.kind == "词" and not atom.left and (unit or doubtful(atom.text)):
            yield replace(atom, kind="疑")
        else:
            yield atom
        before = atom

