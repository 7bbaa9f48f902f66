"""What every door says in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from addin.errors import UserError
from addin.forms.assessed import Assessed
from scoring.findings.finding import Finding
from scoring.findings.scores import AGAINST_SCORES
from scoring.findings.severity import SEVERITY_WORDS
from scoring.findings.texts import AGAINST_WORDS


def counted(found: Sequence[Finding]) -> str:
    """``应改 2 条、请说明 1 条``; nothing where nothing was found."""
    return "、".join(f"{word} {n} 条" for severity, word in SEVERITY_WORDS.items()
                    if (n := sum(each.severity == severity for each in found)))


def the_form(forms: Sequence[Assessed], advice: str, *, front: str | None = None) -> Assessed:
    """The form meant: the only one, or of several the one on the sheet in ``front``. UserError
    with ``advice`` how to name it."""
    meant = forms if len(forms) == 1 else [one for one in forms if one.form.sheet == front]
    if not meant:
        names = "、".join(f"{one.form.number} {one.form.called}" for one in forms)
        raise UserError(f"有 {len(forms)} 张自评表（{names}），{advice}")
    return meant[0]


def asked_scores(one: Assessed) -> Sequence[Finding]:
    """What is asked about scores that the rules, or the form's own words, give otherwise: a report
    says them as filed."""
    differ = {award.cell for award in one.scorecard.awards if award.verdict == "differs"}
    return [each for each in one.findings if each.severity == "warning"
            and (each.code.code in AGAINST_WORDS or (
                each.code.code in AGAINST_SCORES and differ.intersection(each.cells)))]


def asked_about(one: Assessed) -> str:
    """How many of them there are, where there are any."""
    asked = asked_scores(one)
    return f"得分请再核对（请说明 {len(asked)} 条），报告照自评表所填写" if asked else ""


def disagreement(one: Assessed) -> str:
    """That the form breaks its rules, where it does: a report speaks as the form was filed."""
    if not one.has_errors:
        return ""
    return f"自评表与评分办法不符（{counted(one.errors)}），报告照自评表所填写"
