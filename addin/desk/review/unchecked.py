"""本轮未核对: problems whose other side this round does not have, so that nobody has mended them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from addin.desk.review.earlier import Earlier
from addin.desk.review.gathered import Gathered
from addin.desk.review.keys import first_key
from addin.desk.review.targets import Checked
from addin.pages.review import tables as t
from addin.pages.review.read import text

_APPROVED, _REPORTED, _SUMMED = "approved-", ("report-", "annex-"), "projects-sum"
_PROJECT = "项目支出"


@dataclass(frozen=True, slots=True)
class Sources:
    """What the forms of this round were compared with, by the keys of the forms."""

    given: bool
    """Whether approved targets were."""
    approved: frozenset[str]
    reported: frozenset[str]
    """Forms beside which a report lay."""
    away: frozenset[str]
    """Departments of whose projects some were not handed in again."""
    departments: dict[str, str]

    def lack(self, form: str, finding: str) -> bool:
        """Whether what the finding was found by is missing for the form."""
        if finding.startswith(_APPROVED):
            return form not in self.approved
        if finding.startswith(_REPORTED):
            return form not in self.reported
        return finding == _SUMMED and self.departments.get(form) in self.away

    def told(self, findings: Iterable[str]) -> str:
        """Why these were not checked, a sentence for each kind of source."""
        why: dict[str | tuple[str, ...], str] = {
               _APPROVED: "有的表没有找到批复目标，批复目标的问题没有再核对" if self.given else
               "上一轮用了 --targets，本轮没有，批复目标的问题没有再核对",
               _REPORTED: "有的表没有再报自评报告，报告的问题没有再核对",
               _SUMMED: "项目的自评表没有报齐，与各项目之和的问题没有再核对"}
        listed = list(findings)
        return "".join(f"{said}。" for begins, said in why.items()
                       if any(each.startswith(begins) for each in listed))


def sources(gathered: Gathered, checked: Checked | None, earlier: Earlier) -> Sources:
    """What this round has; ``checked`` is what came of the approved targets."""
    keys = [each.form.key for each in gathered.forms]
    here = frozenset(map(first_key, keys))
    return Sources(
        checked is not None,
        frozenset(keys[place] for place in (checked.plans if checked is not None else ())),
        frozenset(keys[place] for place in gathered.reported),
        frozenset(text(row, t.DEPARTMENT) for key, row in earlier.forms.items()
                  if text(row, t.SCOPE) == _PROJECT and first_key(key) not in here),
        {each.form.key: each.whose[0] for each in gathered.forms})
