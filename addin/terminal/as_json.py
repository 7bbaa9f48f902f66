"""A scored form as one JSON object (pe-scorecard/1): all numbers are exact decimal strings."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from addin.forms.assessed import Assessed
from scoring.awards.explain import trace
from scoring.awards.groups import Group, groups
from scoring.awards.scorecard import Award
from scoring.findings.finding import Finding
from scoring.rules.indicator import plain_name
from scoring.values.exact import show

SCHEMA = "pe-scorecard/1"


def as_json(one: Assessed, file: str) -> str:
    """The form's scorecard and findings on one line."""
    card = one.scorecard
    return json.dumps({
        "schema": SCHEMA,
        "ruleset": {"id": card.ruleset.id, "sha256": card.ruleset.sha256},
        "file": file,
        "sheet": one.form.sheet,
        "total": _number(card.total),
        "filed_total": _number(card.filed_total),
        "total_low": _number(card.low),
        "total_high": _number(card.high),
        "grade": card.grade,
        "groups": [_group(group) for group in groups(card)],
        "awards": [_award(award) for award in card.awards],
        "findings": [_finding(finding) for finding in one.findings],
    }, ensure_ascii=False)


def _group(group: Group) -> dict[str, Any]:
    return {"level1": group.name or None, "weight": _number(group.weight),
            "filed": _number(group.filed, 2), "score": _number(group.score, 2)}


def _award(award: Award) -> dict[str, Any]:
    levels = [plain_name(level) for level in award.levels]
    bounds = award.range
    return {
        "indicator": award.indicator,
        "level1": levels[0] if len(levels) > 1 else None,
        "level2": levels[1] if len(levels) > 2 else None,
        "weight": _number(award.weight),
        "filed": _number(award.filed, 2),
        "score": _number(award.score, 2),
        "low": _number(bounds.low, 2) if bounds else None,
        "high": _number(bounds.high, 2) if bounds else None,
        "verdict": award.verdict,
        "cell": award.cell,
        "clause": str(award.clause) if award.clause else None,
        "trace": trace(award),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code.code,
        "severity": finding.severity,
        "cells": list(finding.cells),
        "message": finding.message,
        "filed": finding.filed,
        "expected": finding.expected,
    }


def _number(value: Fraction | None, places: int | None = None) -> str | None:
    return None if value is None else show(value, places)
