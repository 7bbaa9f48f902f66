"""A column of a table: what its header says, what stands below it, which concepts fit it how well.

Words come first and are never overruled by data alone: a column whose header says nothing stays
unread. Data and neighbours decide between the concepts that the words allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from addin.books.book import Grid, Value, shown
from addin.forms.cells import entry_in
from addin.forms.head import Header, said_by
from addin.library.words import SURE, Lexicon
from scoring.filing.numbers import is_placeholder
from scoring.values.quantity import plain_number, read

MOST_ROWS = 80
_LONG = 25
_SCORING = re.compile(r"[得扣减计]\S{0,6}分|\d分|满分|分值|评分|酌情|要点")
_DEFINES = re.compile(
    r"^(?:[用主]\S{1,3})?(?:反映|考察|衡量|体现|[考评][核价](?!结果|等[级次]|为|[优良中差合不得通达]))"
    r"|是指|是否|用[以于](?:反映|考核|评价|衡量)|(?:情况|程度)[。.]?$|[=＝].{1,200}?[×÷/*]|[×÷*]\s?100%", re.DOTALL)
_LONGEST_DEFINITION = 400
_NATURES = re.compile(r"[≥≤=<>≧≦﹦═＝＞＜]{1,2}|定性|定量|正向|反向|[大小]于(等于)?|等于|(正|反)向指标")
_NUMERIC = frozenset({"weight", "score", "review", "deduction", "opening", "budget", "executed",
                      "rate", "arrived", "left_over"})
_TEXTUAL = frozenset({"level", "reason", "standard", "explanation", "nature", "unit", "remark"})
_CODE = re.compile(r"[A-Za-z]*[\d.\-]+")
"""A number of its own (A01, 1.2), where a name would stand."""
_BODY = re.compile(r"[\u4e00-\u9fff]{2,}(?:[局厅委办院科室会部站所队处]|中心|学校)")
"""A body (某某县水利局, 办公室), where a unit of measure would stand."""
_YEARS = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NAMES = "name"
"""What tells a level that names the indicators from one that groups them is no role of its own."""
_ABOVE_SHARE = 3
"""What stands above a header counts a third."""


@dataclass(frozen=True)
class Column:
    """A column of the table: its header, what the data below it is, how well each concept fits."""

    place: int
    header: Header
    said: Mapping[str, int]
    """What the words alone say."""
    scores: Mapping[str, int]
    """What words, context and data say together."""
    order: int
    """Which level it is by its words; 0 where they do not say."""
    texts: Sequence[str]
    """What is shown in the filled cells below the header."""
    full: bool
    """Whether nearly every row has something in it."""
    numeric: bool
    hidden: bool = False
    narrows: bool = False
    """Whether its own words say nothing and only narrow the header above."""
    whose: str = ""
    """Of which other time it is, or that it is the reviewer's, beside one of the form's own."""

    @cached_property
    def year(self) -> int:
        """The year that the header names (2023年 under 完成值), or the one over it; 0 where neither
        does."""
        said = _YEARS.findall(self.header.text) or _YEARS.findall(self.header.above)
        return max(map(int, said), default=0)

    @cached_property
    def first(self) -> str:
        """The concept that explains it best; empty where none does."""
        return max(self.scores, key=self.scores.__getitem__, default="")

    @property
    def empty(self) -> bool:
        return not self.texts

    @cached_property
    def long(self) -> bool:
        return _most(len(text) > _LONG for text in self.texts)

    @cached_property
    def scoring(self) -> bool:
        """Whether the texts speak of how points are given."""
        return _most(_SCORING.search(text) is not None for text in self.texts)

    @cached_property
    def defines(self) -> bool:
        """Whether the texts tell what an indicator is about (反映…情况), or how it is reckoned: no
        achieved values, no reasons."""
        return _most(_DEFINES.search(text[:_LONGEST_DEFINITION]) is not None
                     for text in self.texts)

    @cached_property
    def figures(self) -> bool:
        """Whether most of the texts are amounts, shares or days."""
        return _most(read(text) is not None for text in self.texts)

    @cached_property
    def bare(self) -> bool:
        """Whether there are only numbers without a sign or a unit, as points are."""
        return all(plain_number(text) is not None for text in self.texts)

    @cached_property
    def signs(self) -> bool:
        """Whether nothing but signs and natures stands there: it says how targets are meant."""
        return bool(self.texts) and all(_is_nature(text) for text in self.texts)


def column_of(grid: Grid, header: Header, place: int, rows: Sequence[int],
              words: Lexicon) -> Column:
    """A column with what speaks for each concept."""
    said = said_by(header, words)
    context = words.read(header.above) if header.above else {}
    looked_at = rows[:MOST_ROWS]
    texts, numbers = list[str](), 0
    for row in looked_at:
        value = grid.at(row, place).value
        text = value if isinstance(value, str) or value is None else (
            entry_in(grid, row, place).text or shown(grid.at(row, place)))
        if text and not is_placeholder(text):
            texts.append(text)
            numbers += _is_number(value)
    scores = _fitting(said, context, texts, numbers)
    if context and said and texts and not scores and _NUMERIC & context.keys():
        said = words.read(f"{header.text}{header.above}")  # 单位 under 评分 is no unit of measure
        scores = _fitting(said, {}, texts, numbers)
    order = words.ordinal(header.text) or words.ordinal(header.above)
    return Column(
        place, header, said, scores, order, texts, full=len(texts) * 10 >= 8 * len(looked_at),
        numeric=numbers * 2 > len(texts), hidden=place in grid.hidden_columns,
        narrows=bool(said) and not words.read(header.text))


def _fitting(said: Mapping[str, int], context: Mapping[str, int], texts: Sequence[str],
             numbers: int) -> dict[str, int]:
    """What is said, with what stands above and below the header; no more than what still fits."""
    scores = {name: score + context.get(name, 0) // _ABOVE_SHARE + _by_data(name, texts, numbers)
              for name, score in said.items() if name != _NAMES}
    return {name: score for name, score in scores.items() if score >= SURE}


def _by_data(concept: str, texts: Sequence[str], numbers: int) -> int:
    """What the filled cells below a header, so many of them ``numbers``, say for a concept."""
    if not texts:
        return 0
    share = 100 * numbers // len(texts)
    if concept == "score" and share >= 80 and _most(map(_has_unit, texts)):
        return -60
    if concept in _NUMERIC:
        return 20 if share >= 80 else -60 if share < 50 else 0
    if concept in _TEXTUAL and share >= 80:
        return -150 if concept == "unit" else -90
    if concept == "level" and _most(_CODE.fullmatch(text) is not None for text in texts):
        return -150
    if concept == "unit" and _most(_BODY.fullmatch(text) is not None for text in texts):
        return -150
    if concept == "nature":
        return 40 if _most(map(_is_nature, texts)) else -40
    if concept == "standard":
        return 30 if _most(_SCORING.search(text) is not None for text in texts) else 0
    return 0


def _has_unit(text: str) -> bool:
    """Whether it is a quantity of something, and no points."""
    return plain_number(text) is None and (said := read(text)) is not None and said.unit != "分"


def _is_nature(text: str) -> bool:
    return _NATURES.fullmatch("".join(text.split())) is not None


def _is_number(value: Value) -> bool:
    if isinstance(value, str):
        return read(value) is not None
    return value is not None and not isinstance(value, bool)


def is_hidden_twin(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a hidden column is what a shown one is too: an old version of it. Levels are several,
    but none of one header."""
    if not column.hidden:
        return False
    concept, header = first_of(column), (column.header.above, column.header.text)
    same = {concept} - {"", "level"} | ({"target"} if concept == "adjusted" else set())
    return any(not other.hidden and (first_of(other) in same or (header[1]
               and header == (other.header.above, other.header.text))) for other in columns)


def first_of(column: Column) -> str:
    return column.first


def best_first(columns: Sequence[Column]) -> Iterator[tuple[str, Column]]:
    """Pairs of concept and column, the surest first; of equals the later year's, then the one to
    the left. A weight stands beside the names, not between the levels."""
    pairs = [(score, column, concept) for column in columns
             for concept, score in column.scores.items() if concept != "level"]
    for _, column, concept in sorted(
            pairs, key=lambda each: (-each[0], -each[1].year, each[1].place)):
        yield concept, column


def _most(found: Iterable[bool]) -> bool:
    found = list(found)
    return sum(found) * 2 > len(found)
