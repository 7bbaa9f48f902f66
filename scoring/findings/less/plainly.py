"""Full points beside an actual value that plainly says less than the target: asked about, where no
rule compares the two."""

from __future__ import annotations

from scoring.awards.scorecard import Award
from scoring.findings.entries import shown
from scoring.findings.less.figures import figures_miss
from scoring.findings.less.none import happened, is_none
from scoring.findings.less.ranks import ranks_below
from scoring.findings.less.states import unfinished
from scoring.findings.less.worse import worsened
from scoring.values.quantity import read


def plainly_less(award: Award) -> bool:
    """Whether an actual value, by its own words, falls short of its target; days apart."""
    said, asked = shown(award.row.actual), shown(award.row.target)
    if not said or not asked or said == asked:
        return False
    name = award.indicator
    if ranks_below(said, asked, name):
        return True
    if award.verdict == "match":
        return False
    limit = read(asked)
    wanted = limit is None or limit.is_date or not (
        limit.comparator in ("≤", "<") or is_none(limit))
    return (happened(said, asked, name) or (wanted and unfinished(said, asked, name))
            or worsened(said, asked, name) or figures_miss(said, asked, award.levels))
