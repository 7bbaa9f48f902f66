"""A form with what the rules make of it: what the desk hands to sheets and reports."""

from __future__ import annotations

from dataclasses import dataclass

from addin.forms.read import Form
from scoring.awards.scorecard import Scorecard
from scoring.findings.finding import Finding


@dataclass(frozen=True)
class Assessed:
    """One form with its scorecard and all findings, errors first."""

    form: Form
    scorecard: Scorecard
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is contradicted by the clauses or by arithmetic."""
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)
