"""What a report says in figures that the form says nothing of: sentences not compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scoring.report.figures import Figure, figures
from scoring.report.mention import Mention
from scoring.report.passage import Part, Passage, sentences

_TIMES = frozenset({"年", "月", "日", "号", "个月", "天", "时", "时间"})
"""Dates are in nearly every sentence; what is to be known of them stands in 年度."""


def left(report: Sequence[Passage], found: Iterable[Mention]) -> Iterator[Passage]:
    """The passage of every sentence with a figure that no mention has compared; of tables, whose
    cells are compared by their columns, none."""
    compared: dict[int, list[tuple[int, int]]] = {}
    for each in found:
        if each.span is not None:
            passage, start, end = each.span
            compared.setdefault(id(passage), []).append((start, end))
    for passage in report:
        spans = compared.get(id(passage), [])
        for sentence in () if passage.in_table else sentences(passage.text):
            if any(_is_left(said, sentence, spans) for said in figures(sentence.text)):
                yield passage


def _is_left(said: Figure, sentence: Part, spans: list[tuple[int, int]]) -> bool:
    start, end = sentence.start + said.start, sentence.start + said.end
    return said.dimension not in _TIMES and not any(
        first < end and start < last for first, last in spans)
