"""A scored form as one JSON object (pe-scorecard/1), a file that is none as another (pe-refusal/1):
all numbers are exact decimal strings, but for the year."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from addin.desk.ways import Way
from addin.errors import UserError
from addin.forms.assessed import Assessed
from addin.forms.refusal import NoForm
from scoring.awards.explain import trace
from scoring.awards.groups import Group, groups
from scoring.awards.scorecard import Award
from scoring.filing import About, FundRow
from scoring.filing.numbers import number
from scoring.findings.finding import Finding
from scoring.rules.indicator import plain_name
from scoring.values.exact import show

SCHEMA, REFUSAL = "pe-scorecard/1", "pe-refusal/1"


def as_json(one: Assessed, file: str, ways: Mapping[str, Way] | None = None) -> str:
    """The form's scorecard and findings on one line; ``ways`` tell by the 得分 cells how the scores
    were written."""
    card = one.scorecard
    return json.dumps({
        "schema": SCHEMA,
        "ruleset": {"id": card.ruleset.id, "sha256": card.ruleset.sha256},
        "file": file,
        "sheet": one.form.sheet,
        "form": one.form.number,
        **_about(one.form.filing.about),
        "basis": card.basis,
        "total": _number(card.total),
        "total_open": _number(card.open) if card.open else None,
        "filed_total": _number(card.filed_total),
        "total_low": _number(card.low),
        "total_high": _number(card.high),
        "grade": card.grade,
        "groups": [_group(group) for group in groups(card)],
        "funds": [_fund(fund) for fund in one.form.filing.funds],
        "awards": [{**_award(award), "basis": card.basis_of(award), **_way(award, ways)}
                   for award in card.awards],
        "left": [{"cell": each.cell, "text": each.text, "why": each.why}
                 for each in (*one.form.filing.left, *card.ruleset.unread)],
        "findings": [_finding(finding) for finding in one.findings],
    }, ensure_ascii=False)


def refusal(error: UserError, file: str) -> str:
    """Why a file was not read, the concepts that are missing, the header words that stand there."""
    why: BaseException | None = error
    while why is not None and not isinstance(why, NoForm):
        why = why.__cause__
    missing, found = (why.missing, why.found) if isinstance(why, NoForm) else ((), ())
    return json.dumps({"schema": REFUSAL, "file": file, "reason": str(error),
                       "missing": list(missing), "found": list(found)}, ensure_ascii=False)


def _about(told: About) -> dict[str, Any]:
    """What the form says of itself; null where it does not. The department that reports on its own
    expenditure is the one that the form is about."""
    whole = told.scope == "部门整体支出"
    texts = {"title": told.title, "unit": told.unit,
             "department": told.department or (told.unit if whole else ""),
             "project": told.project, "project_code": told.project_code, "place": told.place,
             "scope": told.scope}
    return {**{name: text or None for name, text in texts.items()}, "year": told.year}


def _fund(fund: FundRow) -> dict[str, Any]:
    """A row of the funds table as read, amounts as they stand where they are no numbers."""
    amounts = {name: _number(entry.number) if entry.number is not None else entry.text or None
               for name, entry in fund.amounts.items()}
    return {"name": "".join(fund.name.text.split()), "cell": fund.name.cell, **amounts,
            "分值": _number(number(fund.weight)), "执行率": fund.rate.text or None,
            "得分": _number(number(fund.score)), "whole": fund.whole, "scored": fund.scored}


def _group(group: Group) -> dict[str, Any]:
    return {"level1": group.name or None, "weight": _number(group.weight),
            "filed": _number(group.filed, 2), "score": _number(group.score, 2)}


def _award(award: Award) -> dict[str, Any]:
    levels = [plain_name(level) for level in award.levels]
    bounds = award.range
    return {
        "indicator": award.indicator,
        "inferred": award.inferred.because if award.inferred else None,
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


def _way(award: Award, ways: Mapping[str, Way] | None) -> dict[str, Any]:
    way = ways.get(award.cell) if ways else None
    return {} if way is None else {"way": way.kind, "why": way.why or None}


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
