"""Labels and their values outside the tables: «主管部门 | ××局», «单位名称：××所», «预期目标» above a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache

from addin.books.book import Area, Grid
from addin.forms.cells import entry_seen
from addin.library.words import Lexicon
from scoring.filing import Entry
from scoring.filing.numbers import number
from scoring.values.record import record

_LONGEST_LABEL = 20
_LONGEST_LINE = 120
"""A longer text is running text: only the label that it begins with is one."""
_FARTHEST = 3
_SURE_LABEL = 90
_PAIR = re.compile(r"([^\s:：]{2,16}(?:[(（][^()（）]*[)）])?)\s*[:：]")
_ALSO = re.compile(r"[及和与/、]")
_SEAL = re.compile(r"^\s*[(（][^()（）]{0,8}章[)）]\s*|\s*[(（][^()（）]{0,8}章[)）]\s*$")
"""The place for the seal, before a name or behind it."""
_ENDS_OF_LABELS = re.compile(r"(?:单位|部门|人|电话|编码|代码|编号|日期|时间|名称|性质|类型|级次)[:：\s]*$")
_SHARE = re.compile(r"[(（]\s*\d{1,3}\s*[%％]\s*[)）]")
"""自评得分（60%） is a part of what is called so."""
_HEADS_OF_COLUMNS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:数|额|率|来源|用途|类别|类型|性质|科目|级次|占比)|年度")
_YEAR = re.compile(r"(?:预算|自评|评价|会计|财政)?年\s*[度份]")
_MONEY = re.compile(r"[亿万千百]?元(?:[、,，/]\s*[\u4e00-\u9fff]{1,3})*")
_COUNTED_IN = re.compile(r"[(（](?:单位[:：])?[亿万千百]?元[)）]")
_OF_WHOM = frozenset({"unit", "department", "filer"})
_NAMES = _OF_WHOM | {"project"}
_TOTAL = "total"
_NOTE = re.compile(r"(?:备注|说明|注)?\s*[:：]?\s*\d+\s*[.、．]")
_SENTENCE = re.compile(r"[。；，;,！？]")
_LABELLED = re.compile(r"[^\s:：]{2,16}[:：]")
_NUMBERED = re.compile(r"^\s*(?:[(（]?[\d一二三四五六七八九十]+[)）.、．](?!\d))\s*")


@record
class Label:
    """A label: which concept it names, how surely, and the entry that it labels."""

    concept: str
    score: int
    value: Entry


def labels_of(grid: Grid, words: Lexicon, rows: Collection[int],
              tables: Collection[int]) -> dict[str, Entry]:
    """By concept the value of its surest label among the rows; the first of equals. What stands in
    the rows of tables is no value."""
    best: dict[str, Label] = {}
    for sealed in _labels(grid, words, rows, tables):
        label = Label(sealed.concept, sealed.score, unsealed(sealed.value))
        if label.concept in _OF_WHOM and _is_amount(label.value):
            continue
        if label.concept == _TOTAL and _LABELLED.match(label.value.text):
            continue
        known = best.get(label.concept)
        if known is None or _tells_more(label, known):
            best[label.concept] = label
    return {concept: label.value for concept, label in best.items()}


def _is_amount(entry: Entry) -> bool:
    """Whether a figure or its unit stands where a name would (单位：万元)."""
    return number(entry) is not None or _MONEY.fullmatch(entry.text.strip()) is not None


def _tells_more(label: Label, known: Label) -> bool:
    """A value tells more than an empty cell, and that more than no cell at all; of two values the
    one with the surer label."""
    if not label.value.blank:
        return known.value.blank or label.score > known.score
    return not known.value.cell and bool(label.value.cell)


def _labels(grid: Grid, words: Lexicon, rows: Collection[int],
            tables: Collection[int]) -> Iterator[Label]:
    for row in rows:
        for column in grid.lines.get(row, ()):
            value = grid.at(row, column).value
            if isinstance(value, str):
                own = list(_in_cell(value, words, grid.address(row, column)))
                yield from own or _beside(grid, words, grid.area(row, column), value, tables)


def _in_cell(text: str, words: Lexicon, place: str) -> Iterator[Label]:
    """Labels with colons and their values in the cell itself; a numbered note has none."""
    noted = len(text) > _LONGEST_LABEL and _NOTE.match(text.lstrip()[:_LONGEST_LINE])
    pairs = [] if noted else list(pairs_in(text))
    for label, value in pairs:
        concept, score = named(label, words)
        if concept and (value or len(pairs) > 1) and not _MONEY.fullmatch(value):
            yield Label(concept, score, Entry(value, cell=place))


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """The labels with colons in one cell, each with what stands behind it.

    >>> list(pairs_in("部门：××学校    单位：元"))
    [('部门', '××学校'), ('单位', '元')]
    """
    if ":" not in text and "：" not in text:
        return
    found = list(_PAIR.finditer(text[:_LONGEST_LINE]))
    if len(text) > _LONGEST_LINE:
        found = [match for match in found[:1] if not text[:match.start()].strip()]
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        yield match[1], _without_loose(text[match.end():end].strip())


def _without_loose(value: str) -> str:
    """What is filled in, without half a pair of brackets (（评价机构：某某公司）)."""
    value = value.rstrip("（(").rstrip()
    loose = value.endswith(("）", ")")) and not any(each in value for each in "（(")
    return value[:-1].rstrip() if loose else value


@lru_cache(maxsize=4096)
def named(text: str, words: Lexicon) -> tuple[str, int]:
    """The concept that a label names and how surely; nothing for what is no label."""
    plain = _NUMBERED.sub("", text)
    if len(plain) > _LONGEST_LABEL or _SENTENCE.search(plain) or plain in words.words.answers:
        return "", 0
    scores = words.read(plain)
    first = words.read(_ALSO.split(plain)[0])
    if max(first.values(), default=0) > max(scores.values(), default=0):
        scores = first
    best = max(scores, key=lambda name: scores[name], default="")
    if best in _OF_WHOM and _COUNTED_IN.search(plain):
        return "", 0
    return (best, scores[best]) if best and scores[best] >= _SURE_LABEL else ("", 0)


def unsealed(entry: Entry) -> Entry:
    """What was filled in, without the place for the seal.

    >>> [unsealed(Entry(text)).text for text in ("（盖章）青河县水利局", "水利局（公章）", "（盖章）")]
    ['青河县水利局', '水利局', '']
    """
    text = _SEAL.sub("", entry.text)
    return entry if text == entry.text else replace(entry, text=text)


def _beside(grid: Grid, words: Lexicon, area: Area, text: str,
            tables: Collection[int]) -> Iterator[Label]:
    """The label that the whole cell is, or the several that it joins (实施单位/负责人)."""
    text = text.rstrip("：: ")
    parts = text.split("/")
    right = _right_of(grid, area) if len(parts) > 1 else Entry()
    values = right.text.split("/")
    if len(parts) > 1 and len(values) == len(parts):
        for part, value in zip(parts, values, strict=True):
            concept, score = named(part, words)
            if concept:
                yield Label(concept, score, Entry(value.strip(), cell=right.cell))
        return
    concept, score = named(text, words) if not _SHARE.search(text) else ("", 0)
    if concept and not _heads_amounts(grid, area) and not _heads_rows(grid, words, area):
        below = list(_column_below(grid, words, area, tables))
        if not below:
            yield Label(concept, score, _value(grid, words, area, concept, tables))
        elif len(below) == 1:
            yield Label(concept, score, below[0])


def _column_below(grid: Grid, words: Lexicon, area: Area, tables: Collection[int],
                  ) -> Iterator[Entry]:
    """What stands below a label that heads a column, beside which other columns are headed (项目名称
    | 资金来源 | 金额); of several rows, two are enough to tell a list."""
    near = [grid.area(area.top, area.right + 1), grid.area(area.top, max(area.left - 1, 1))]
    filled = [each for each in near if not entry_seen(grid, each.top, each.left).blank]
    other = filled[0] if filled else near[0]
    beside = entry_seen(grid, other.top, other.left)
    if other == area or not (
            _HEADS_OF_COLUMNS.fullmatch(beside.text) or _is_label(beside, words)):
        return
    for row in range(area.bottom + 1, area.bottom + 3):
        under, next_to = (entry_seen(grid, row, each.left) for each in (area, other))
        apart = all(grid.area(row, each.left)[1::2] == each[1::2] for each in (area, other))
        if row in tables or not apart or under.blank or next_to.blank or _is_label(under, words):
            return
        yield under


def _heads_amounts(grid: Grid, area: Area) -> bool:
    """Whether the cell and the next one are heads of columns of amounts (专项资金 | 其他支出), each of
    its own."""
    right = grid.area(area.top, area.right + 1)
    heads = [entry_seen(grid, each.top, each.left) for each in (area, right)]
    below = [entry_seen(grid, each.bottom + 1, each.left) for each in (area, right)]
    return all(each.text and each.number is None for each in heads) and all(
        each.number is not None for each in below) and below[0].cell != below[1].cell


def _heads_rows(grid: Grid, words: Lexicon, area: Area) -> bool:
    """Whether the cell is the head of several rows that begin with labels of their own: it names
    none of their values, nor what follows below."""
    return area.bottom > area.top and _is_label(_right_of(grid, area), words)


def _value(grid: Grid, words: Lexicon, area: Area, concept: str,
           tables: Collection[int]) -> Entry:
    """What the label in the area names: below it, but not in a table, or right of it, and no label
    itself. What stands beside several rows is not named by what is below them."""
    right = _right_of(grid, area)
    filled_rows = area.bottom > area.top and not right.blank
    named_here = words.words.concepts[concept].names and _is_name(grid, area)
    is_none = _is_unanswered(right) or (not named_here and _is_label(right, words))
    right = _left_blank(grid, area, concept) if is_none else right
    if filled_rows or not words.words.concepts[concept].below:
        return right
    under = grid.area(area.bottom + 1, area.left)
    below = entry_seen(grid, under.top, under.left)
    in_a_table = any(row in tables for row in range(under.top, under.bottom + 1))
    a_label = _is_label(below, words) and not (
        under.left == area.left and _may_be_told(below, words) and _heads_texts(
            grid, words, area, concept))
    if in_a_table or a_label or (below.blank and not right.blank):
        return right
    return below


def _left_blank(grid: Grid, area: Area, concept: str) -> Entry:
    """The empty cell in which a name would stand, between its label and the next one."""
    beside = entry_seen(grid, area.top, area.right + 1)
    return beside if concept in _NAMES and beside.blank else Entry()


def _may_be_told(entry: Entry, words: Lexicon) -> bool:
    """Whether a text may be what was aimed at or reported though it is made of the words of such a
    label (已完成, 达到预期目标) or numbered as one (1.整治山塘)."""
    concept, _ = named(entry.text.rstrip("：: "), words)
    return not concept or words.words.concepts[concept].below


def _heads_texts(grid: Grid, words: Lexicon, area: Area, concept: str) -> bool:
    """Whether another label stands on the row that names what is below it, as this one does
    (预期目标 | 实际完成情况)."""
    texts = (grid.at(area.top, column).value for column in grid.lines[area.top])
    said = {named(text.rstrip("：: "), words)[0] for text in texts if isinstance(text, str)}
    return any(words.words.concepts[each].below for each in said - {"", concept})


def _is_name(grid: Grid, area: Area) -> bool:
    """Whether the very next cell holds a name, though it may be made of the words of labels."""
    text = entry_seen(grid, area.top, area.right + 1).text
    return bool(text) and not _ENDS_OF_LABELS.search(text)


def _right_of(grid: Grid, area: Area) -> Entry:
    """The next cell to the right; past empty ones that are not merged, the first that is filled, if
    it is not the label of something else (自评总分： | | 单位领导审签：)."""
    beside = (entry_seen(grid, area.top, area.right + step) for step in range(1, _FARTHEST + 1))
    nearest = next(beside)
    if not nearest.blank:
        return nearest
    filled = next((entry for entry in beside if not entry.blank), nearest)
    return nearest if _is_unanswered(filled) else filled


def _is_unanswered(entry: Entry) -> bool:
    """Whether the cell is a label with a colon and nothing behind it."""
    return entry.text.rstrip().endswith((":", "：")) and len(entry.text) <= _LONGEST_LABEL


def _is_label(entry: Entry, words: Lexicon) -> bool:
    text = entry.text.rstrip("：: ")
    numbered = (_NUMBERED.match(text) and len(text) <= _LONGEST_LABEL
                and not _SENTENCE.search(text))
    return bool(text) and (bool(numbered) or bool(_YEAR.fullmatch(text))
                           or bool(named(text, words)[0]))
