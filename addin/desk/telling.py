"""What every door says in the same words."""

from __future__ import annotations

from collections.abc import Sequence

from addin.errors import UserError
from addin.forms.assessed import Assessed
from scoring.findings.finding import SEVERITY_WORDS, Finding


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


def disagreement(one: Assessed) -> str:
    """That the form breaks its rules, where it does: a report speaks as the form was filed."""
    if not one.has_errors:
        return ""
    return f"自评表与评分办法不符（{counted(one.errors)}），报告照自评表所填写"
