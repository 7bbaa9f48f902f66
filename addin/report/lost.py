"""Rows that the source of a form has lost: told as such of the published form alone."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from addin.forms.assessed import Assessed
from addin.library.form_map import PUBLISHED
from addin.library.library import Library
from addin.library.outline import Outline
from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK
from scoring.filing.numbers import number
from scoring.findings.weights import lost_rows, usable_sum
from scoring.rulefile.document import parse_document
from scoring.values.exact import show

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
    up. ``缺行``: the sums of any other form that lacks just these rows, or does not add up, for a
    person to look at."""
    card = one.scorecard
    lost, total = lost_rows(card), card.filed_total
    seen = [award.filed for award in card.awards if award.filed is not None]
    if total is None or len(seen) < len(card.awards):
        return {"缺失": None, "缺行": None}
    missing = total - sum(seen, Fraction(0))
    if lost is None:
        return {"缺失": None, "缺行": _unequal(card, missing)}
    weight = Fraction(lost.weight)
    if published and 0 <= missing <= weight:
        return {"缺失": {"分值": weight, "得分": missing}, "缺行": None}
    return {"缺失": None, "缺行": {
        "分值": usable_sum(card.awards), "得分": sum(seen, Fraction(0)),
        "差分值": weight, "差得分": abs(missing), "已知": True}}


def annex_lacks(lost: Mapping[str, Fraction] | None, total: str) -> str:
    """What the annex lacks of the rows that the published form has lost; ``total``: the cell of
    the score that these rows would add up to."""
    if lost is None:
        return ""
    return (f"附件缺少的指标{show(lost['分值'])}分、得分{show(lost['得分'])}分，请补入自评表，"
            f"补在总分{f'（{total}）' if total else ''}以上")


def _unequal(card: Scorecard, missing: Fraction) -> dict[str, Any] | None:
    """The sums that do not add up to what the form prints as its total; None where they do."""
    whole, weights = number(card.filing.total_weight), usable_sum(card.awards)
    if weights is None or ((whole is None or weights == whole) and not missing):
        return None
    return {"分值": weights, "得分": (card.filed_total or Fraction(0)) - missing,
            "差分值": abs(whole - weights) if whole is not None else Fraction(0),
            "差得分": abs(missing), "已知": False}
