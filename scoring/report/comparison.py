"""All that a check reads: the report's passages, what they speak of, the form and its scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import Filing
from scoring.report.facts import Fact, facts
from scoring.report.passage import Passage
from scoring.report.sections import Section, sections
from scoring.rules.indicator import plain_name


@dataclass(frozen=True)
class Comparison:
    """A report beside the form it was written for."""

    report: Sequence[Passage]
    scorecard: Scorecard

    @property
    def filing(self) -> Filing:
        return self.scorecard.filing

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What the form says in figures."""
        return facts(self.scorecard)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The report's sections on single indicators."""
        return tuple(sections(self.report, self.scorecard.awards))

    @cached_property
    def named(self) -> tuple[tuple[str, tuple[Award, ...]], ...]:
        """The indicators by what the form calls them, the longest names first."""
        found: dict[str, list[Award]] = {}
        for award in self.scorecard.awards:
            found.setdefault(plain_name(award.indicator), []).append(award)
        return tuple((name, tuple(found[name])) for name in sorted(found, key=len, reverse=True))

    @cached_property
    def general(self) -> tuple[Passage, ...]:
        """The passages that stand in no such section."""
        within = {id(passage) for section in self.sections for passage in section.passages}
        return tuple(passage for passage in self.report if id(passage) not in within)

    def award_of(self, passage: Passage) -> Award | None:
        """The indicator in whose section a passage stands."""
        return next((section.award for section in self.sections
                     if any(each is passage for each in section.passages)), None)
