"""The words of forms: what a header, a label or a title says, told by the key words in it.

The words are data (``templates/words``, and ``words`` in a user's own folder). A text is cut into
key words; each concept gets the share of the text that its own words make up, and half as much for
modifiers that say nothing by themselves; the last key word is the head of a Chinese noun and counts
most. So «本年度实际完成值（B）» is read without standing in any list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from scoring.rules.door import model

SURE = 50
"""Out of 150: from here on a text says what it is."""
_HEAD = 50
_SURELY_COVERED = 65
"""Percent that must be known where only weak words speak for a concept."""
_MOST_KEPT = 20_000
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉")
_RECKONED = re.compile(r"(?<=\w)\s*=.*", re.DOTALL)
"""How it comes about, behind what it is (得分=执行率×10)."""
_SIGNS = re.compile(r"[\s:;,.、。，；：·*#★☆※_\-—/\\()\[\]【】〔〕“”\"']+")


@model
class Concept:
    """What a column, a row or a label can be. ``name`` is what people call it.

    ``ordinals`` are the words of a first, second, third … level. ``borrows`` names concepts whose
    words count for this one too as soon as one of its own stands there (财政审定 + 评分).
    """

    name: str
    words: tuple[str, ...]
    borrows: tuple[str, ...] = ()
    ordinals: tuple[tuple[str, ...], ...] = ()
    below: bool = False
    """Whether what a label names stands below it rather than beside it."""
    names: bool = False
    """Whether what it names is a name, of whatever words: 总分馆建设 beside 项目名称."""
    surely: tuple[str, ...] = ()
    """Of several such columns one that says so is it (自评得分 beside 终评分)."""
    yields: tuple[str, ...] = ()
    """Of several such columns one that says so gives way (年初目标值 beside 年度指标值)."""
    unless: tuple[str, ...] = ()
    """Words beside which it explains nothing: what is 实际 is no target."""


@model
class WordList:
    """One file of words."""

    concepts: Mapping[str, Concept]
    neutral: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    """Words that give way as the head of a text to any other word (值, 分)."""
    covered: int = 65
    """Percent of a text's characters that must be known words."""
    answers: tuple[str, ...] = ()
    """Words of labels that by themselves are what a person answers one (未完成)."""


@model
class Kind:
    """A table that looks like a self-evaluation and is none: the words of its titles, and without
    a title the columns that it has or ``lacks`` altogether."""

    name: str
    words: tuple[str, ...]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    groups: bool = False
    """Whether it lists only the first levels, with their points."""
    projects: bool = False
    """Whether it lists projects, each with its points and its grade."""
    unless: tuple[str, ...] = ()
    """Words beside which a title does not name it."""
    forms: tuple[str, ...] = ()
    """How its title may end, besides as others do."""
    bare: bool = False
    """Whether its columns must be as it says, whatever its title."""

    def named(self, plain: str) -> bool:
        """Whether a title in plain form names it."""
        return any(word in plain for word in self.words) and not any(
            word in plain for word in self.unless)


@model
class Titles:
    """The words of titles: what the table is, what it is about."""

    kinds: tuple[Kind, ...]
    self: tuple[str, ...]
    forms: tuple[str, ...]
    continued: tuple[str, ...]
    scopes: Mapping[str, tuple[str, ...]]
    transfers: Mapping[str, tuple[str, ...]]
    """Names of transfer payments by the rows of a funds table that hold money of theirs."""
    grades: tuple[str, ...]
    money: tuple[str, ...]
    """What speaks of money or of spending it, wherever it stands in a text."""

    @property
    def named(self) -> tuple[str, ...]:
        """The words of all tables that are no self-evaluations."""
        return tuple(word for kind in self.kinds for word in kind.words)


@model
class Characters:
    """Traditional characters and the simplified ones they stand for, one by one."""

    traditional: str
    simplified: str


class _Reading(NamedTuple):
    """What a text says: how well each concept explains it, which best, of which level it is, and
    whether it is made of modifiers alone, or of weak words too."""

    scores: Mapping[str, int]
    best: str
    ordinal: int
    narrows: bool
    weak: bool


class Lexicon:
    """A word list made ready for reading; what was read once is kept."""

    def __init__(self, words: WordList, characters: Mapping[int, int]) -> None:
        self.words = words
        self._characters = characters
        self._owners: dict[str, frozenset[str]] = {}
        for name, concept in words.concepts.items():
            for word in (*concept.words, *(each for level in concept.ordinals for each in level)):
                self._owners[word] = self._owners.get(word, frozenset()) | {name}
        self._known: dict[str, _Reading] = {}
        ordinals = [(word, place) for concept in words.concepts.values()
                    for place, level in enumerate(concept.ordinals, 1) for word in level]
        self._ordinals = dict(sorted(ordinals, key=lambda each: -len(each[0])))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted({*self._owners, *self.words.neutral}, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, words)))

    def plain(self, text: str) -> str:
        """The text as words are looked for in it: half-width, simplified, without what can't be
        seen, brackets and signs."""
        return plain_text(text).translate(self._characters)

    def read(self, text: str) -> Mapping[str, int]:
        """How well each concept explains the text; only those that explain it at all."""
        return (self._known.get(text) or self._reading(text)).scores

    def best(self, text: str) -> str:
        """The concept that surely explains the text best; empty where none does."""
        return (self._known.get(text) or self._reading(text)).best

    def says(self, text: str, concept: str) -> bool:
        return concept in (self._known.get(text) or self._reading(text)).scores

    def only_narrows(self, text: str) -> bool:
        """Whether the text is made of modifiers alone, which say nothing by themselves."""
        return (self._known.get(text) or self._reading(text)).narrows

    def is_weak(self, text: str) -> bool:
        """Whether the text is made of modifiers and weak words alone (全年数值)."""
        return (self._known.get(text) or self._reading(text)).weak

    def knows_all_of(self, text: str) -> bool:
        """Whether the text is made of known words alone and says something by them."""
        plain = self.plain(text)
        return bool(self.best(text)) and sum(map(len, self._tokens(plain))) == len(plain)

    def firmness(self, text: str, concept: str) -> int:
        """How firmly the text claims to be this one of several such columns."""
        plain, known = self.plain(text), self.words.concepts[concept]
        return any(word in plain for word in known.surely) - any(
            word in plain for word in known.yields)

    def ordinal(self, text: str) -> int:
        """Of a level's header which level it is, 0 where it does not say."""
        return (self._known.get(text) or self._reading(text)).ordinal

    def is_ordinal(self, text: str) -> bool:
        """Whether the text says which level it is, and nothing else (一级)."""
        return self.ordinal(text) > 0 and self.plain(text) in self._ordinals

    def _reading(self, text: str) -> _Reading:
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        plain = self.plain(text)
        scores, tokens = self._read(plain), self._tokens(plain)
        narrows = sum(map(len, tokens)) == len(plain) and not {*tokens} & self._owners.keys()
        found = self._known[text] = _Reading(
            scores, max(scores, key=lambda name: scores[name], default=""),
            next((place for word, place in self._ordinals.items() if word in plain), 0),
            narrows, narrows or {*tokens} <= {*self.words.weak, *self.words.neutral})
        return found

    def _read(self, plain: str) -> Mapping[str, int]:
        tokens = self._tokens(plain)
        if not tokens or sum(map(len, tokens)) * 100 < self.words.covered * len(plain):
            return {}
        named = [word for word in tokens if word in self._owners]
        known = sum(map(len, tokens)) * 100 >= _SURELY_COVERED * len(plain)
        head = self._head(named) if plain.endswith(tokens[-1]) else ""
        scores = {}
        for name, concept in self.words.concepts.items():
            own_words = [word for word in named if name in self._owners[word]]
            if not own_words or not (known or set(own_words) - set(self.words.weak)):
                continue
            if any(word in plain for word in concept.unless):
                continue
            mine = {name, *concept.borrows}
            own = sum(len(word) for word in named if mine & self._owners[word])
            rest = sum(len(word) for word in tokens if not mine & self._owners.get(word, set())
                       and (word not in self._owners or word in self.words.weak))
            score = (100 * own + 50 * rest) // len(plain)
            score += _HEAD if head and mine & self._owners[head] else 0
            if score >= SURE:
                scores[name] = score
        return scores

    def tokens(self, text: str) -> list[str]:
        """The key words and modifiers that a text is made of."""
        return self._tokens(self.plain(text))

    def _tokens(self, plain: str) -> list[str]:
        return [match[0] for match in self._pattern.finditer(plain)]

    def _head(self, named: Sequence[str]) -> str:
        strong = [word for word in named if word not in self.words.weak]
        only = strong[-1:] or (named if len(named) == 1 else [])
        return only[-1] if only else ""


class Vocabulary:
    """All words that forms are read by."""

    def __init__(self, lists: Mapping[str, WordList], titles: Titles,
                 characters: Characters) -> None:
        table = str.maketrans(characters.traditional, characters.simplified)
        self.columns, self.funds, self.rows, self.fields = (
            Lexicon(lists[name], table) for name in LISTS)
        self.titles, self.characters = titles, characters

    def plain(self, text: str) -> str:
        """The text as words are looked for in it."""
        return self.columns.plain(text)


LISTS = ("columns", "funds", "rows", "fields")


@lru_cache(maxsize=8192)
def plain_text(text: str) -> str:
    """Half-width, without white space, invisible characters, brackets, signs and the marks of
    footnotes and columns.

    >>> plain_text("年初预算数 (A)："), plain_text("年度\\u200b\\n指标值（A）"), plain_text("（分值）")
    ('年初预算数', '年度指标值', '分值')
    >>> plain_text("④得分¹")
    '得分'
    """
    seen = "".join(each for each in unicodedata.normalize("NFKC", unmarked(text))
                   if unicodedata.category(each) != "Cf")
    said = _RECKONED.sub("", _BRACKETS.sub("", seen))
    return _SIGNS.sub("", said) or _SIGNS.sub("", seen)


def unmarked(text: str) -> str:
    """The text without the marks of footnotes and columns, which are no figures (①, ¹)."""
    if text.isascii():
        return text
    return "".join(each for each in text if unicodedata.category(each) != "No")


def merged(first: WordList, more: WordList) -> WordList:
    """The words of both; concepts of the second add to those of the first."""
    concepts = dict(first.concepts)
    for name, concept in more.concepts.items():
        known = concepts.get(name)
        concepts[name] = concept if known is None else Concept(
            name=known.name, words=_joined(known.words, concept.words),
            borrows=_joined(known.borrows, concept.borrows),
            ordinals=known.ordinals or concept.ordinals, below=known.below,
            names=known.names, unless=_joined(known.unless, concept.unless),
            surely=_joined(known.surely, concept.surely),
            yields=_joined(known.yields, concept.yields))
    return WordList(concepts=concepts, neutral=_joined(first.neutral, more.neutral),
                    weak=_joined(first.weak, more.weak), covered=first.covered,
                    answers=_joined(first.answers, more.answers))


def _joined(first: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


__all__ = ["LISTS", "SURE", "Characters", "Concept", "Kind", "Lexicon", "Titles", "Vocabulary",
           "WordList", "merged", "plain_text", "unmarked"]
