"""Rows that the source of a form has lost: told as such of the published form alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from addin.forms.assessed import Assessed
from addin.library.form_map import PUBLISHED
from addin.library.library import Library
from addin.library.outline import Outline
from scoring.filing import BLANK
from scoring.findings.weights import lost_rows, usable_sum
from scoring.rulefile.document import parse_document

_UNIT = "单位"
"""The part of an outline that says who filed the form."""


def is_published(one: Assessed, library: Library, outline: Outline) -> bool:
    """Whether the form is the one that its folder holds as published, by who filed it. Asked only
    where the ruleset declares rows as lost."""
    ruleset = one.scorecard.ruleset
    if ruleset.lost is None or not ruleset.form:
        return False
    file = library.form_folder(ruleset.form) / PUBLISHED
    if not file.is_file():
        return False
    known = parse_document(file.read_text(encoding="utf-8")).data.get("fields", {})
    names = [name for part in outline.parts if part.key == _UNIT for name in part.field]
    told = [str(known[name]).strip() for name in names if name in known]
    filed = [one.form.filing.fields.get(name, BLANK).text.strip() for name in names
             if name in known]
    return bool(told) and told == filed


def lost_points(one: Assessed, *, published: bool) -> dict[str, Any]:
    """``缺失``: the points of the rows that the published form has lost, so that its tables add
    up. ``缺行``: the sums of any other form that lacks just these rows, for a person to look at."""
    card = one.scorecard
    lost, total = lost_rows(card), card.filed_total
    seen = [award.filed for award in card.awards if award.filed is not None]
    if lost is None or total is None or len(seen) < len(card.awards):
        return {"缺失": None, "缺行": None}
    weight, missing = Fraction(lost.weight), total - sum(seen, Fraction(0))
    if published and 0 <= missing <= weight:
        return {"缺失": {"分值": weight, "得分": missing}, "缺行": None}
    return {"缺失": None, "缺行": {
        "分值": usable_sum(card.awards), "得分": sum(seen, Fraction(0)),
        "差分值": weight, "差得分": abs(missing)}}
