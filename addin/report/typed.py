"""What was typed on 报告素材 beside the form: where the two say different things of the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from addin.library.outline import Outline, Part
from addin.report.text import PARAGRAPH, clean, official_date, one_line
from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, Filing
from scoring.filing.numbers import amount, is_placeholder
from scoring.findings.words import says_nothing
from scoring.report.check import Passage, check_report

_AGAINST_FORM = {"report-total", "report-grade", "report-score", "report-weight", "report-figure",
                 "report-target", "report-rate"}
"""The kinds of finding that set a sentence against what the form says."""
_SHORT = 20


@dataclass(frozen=True)
class Beside:
    """One form's 报告素材: the parts of its outline that were typed, of ``keys`` alone where these
    are given."""

    outline: Outline
    materials: Mapping[str, Entry]
    filing: Filing
    keys: Collection[str] | None = None

    def parts(self) -> Iterator[tuple[Part, Entry]]:
        for part in self.outline.parts:
            typed = self.materials.get(part.key, BLANK)
            if not typed.blank and (self.keys is None or part.key in self.keys):
                yield part, typed

    def contradictions(self, card: Scorecard) -> list[str]:
        """Sentences with another figure than the form's, each as the text of 【待核对：…】."""
        passages = [passage for part, typed in self.parts() if part.kind == "文字"
                    for passage in _passages(part, typed)]
        return [f"{found.indicator or '自评表'}：“{dict(found.words or ())['place']}”中写"
                f"“{dict(found.words or ())['quote']}”，自评表为{found.expected}，请改成一致"
                for found in check_report(passages, card).findings
                if found.code.code in _AGAINST_FORM]

    def otherwise(self) -> list[str]:
        """Parts that the form fills in another way, each with both cells."""
        return [_both(part.key, typed, form) for part, typed in self.parts()
                for form in self._fields(part) if not _same(part, typed, form)
                and not (says_nothing(typed.text) and says_nothing(form.text))]

    def _fields(self, part: Part) -> Iterator[Entry]:
        """The field that would have served, unless it is one of those that the report is written
        into."""
        filled = (self.filing.fields.get(name, BLANK) for name in part.field
                  if name not in self.outline.sections)
        yield from [each for each in filled
                    if not each.blank and not is_placeholder(each.text)][:1]


def _passages(part: Part, typed: Entry) -> Iterator[Passage]:
    """The part below its heading in the report, which says whether it tells of goals."""
    yield Passage(part.key, part.chapter or part.key, heading=True)
    yield from (Passage(part.key, line) for line in clean(typed.text).split(PARAGRAPH))


def _same(part: Part, typed: Entry, form: Entry) -> bool:
    if part.kind == "金额":
        filed = amount(form, part.unit)
        return filed is None or amount(typed, part.unit) == filed
    return _bare(typed.text) == _bare(form.text)


def _bare(text: str) -> str:
    """The words alone; a day however it is written."""
    return re.sub(r"[\s，。；、,.;]+", "", str(official_date(one_line(text))))


def _both(key: str, typed: Entry, form: Entry) -> str:
    return f"{key}（{typed.cell}“{_opening(typed.text)}”，{form.cell}“{_opening(form.text)}”）"


def _opening(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


def typed_otherwise(named: Collection[str]) -> str:
    """Which parts the report has from 报告素材, though the form says something else."""
    return f"“报告素材”与自评表写得不同，报告照“报告素材”写，请改成一致：{'、'.join(named)}"
