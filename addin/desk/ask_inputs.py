"""补基础数据: the sheet for the figures that the rules need and the form itself has no cell for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from addin.books.book import Book, Readable, typed_page
from addin.forms.assessed import Assessed
from addin.pages.inputs import NAME, input_page
from scoring.awards.scorecard import Scorecard
from scoring.findings.finding import Finding
from scoring.rules.delay import DELAYS
from scoring.rules.inputs import InputSpec, inputs_of
from scoring.rules.trace import Step


def ask_inputs(book: Book, assessed: Sequence[Assessed]) -> str:
    """Add the sheet 基础数据 for the first form whose rules need figures of their own; what was done,
    or why not. A sheet that is there already stays with all that is typed in it. Beside a Word
    document it is a workbook."""
    if typed_page(book, NAME) is not None:
        return f"工作簿里已有“{NAME}”表，请在那里填写。"
    for one in assessed:
        ruleset = one.scorecard.ruleset
        if specs := [each for each in inputs_of(ruleset) if not _is_dated(each, one.scorecard)]:
            book.put_page(input_page(ruleset, specs))
            where = "，在文档旁边的工作簿里" if one.form.found.grid.of_texts else ""
            return f"已加“{NAME}”表{where}，共 {len(specs)} 项，填好后再评分。"
    return f"本表所用的评分办法不需要“{NAME}”表，所需的数都在表里。"


def where_to_type(book: Readable, assessed: Iterable[Assessed], to_add: str) -> Iterator[str]:
    """Where the figures that findings ask for are typed; ``to_add``: what adds the
    sheet where it is not there yet."""
    if any(map(_asks, (each for one in assessed for each in one.findings))):
        there = typed_page(book, NAME) is not None
        yield (f"缺的数请填在“{NAME}”表黄色的格里，再来一次。" if there else
               f"缺的数这样填：{to_add}“{NAME}”表，填好其中黄色的格，再来一次。")


def _asks(found: Finding) -> bool:
    """Whether it asks for what that sheet takes."""
    return found.code.code == "clause-inputs" or (
        found.code.code == "input-missing" and NAME in found.message)


def _is_dated(spec: InputSpec, card: Scorecard) -> bool:
    """Whether it is a delay that the dates in every row that asks for it give: what somebody typed
    of it would count for nothing."""
    if spec.name not in DELAYS:
        return False
    steps = [award.step for award in card.awards if award.rule is not None
             and any(need.name == spec.name for need in award.rule.needs(award.indicator))]
    return bool(steps) and all(step is not None and _holds(step, spec.name) for step in steps)


def _holds(step: Step, name: str) -> bool:
    return (step.label == name and bool(step.parts)) or any(
        _holds(part, name) for part in step.parts)
