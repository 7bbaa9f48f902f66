"""The head of a form that was filled in: whose it is and what it is about, left blank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Filing
from scoring.findings.entries import has_points
from scoring.findings.finding import Finding, finding

_PROJECT = "项目名称"
_UNITS = {"主管部门": "主管部门", "实施单位": "实施单位", "单位": "单位名称"}
"""The fields that say whose form it is, as they are called."""
_USUAL = re.compile(
    "附[件表]|项目|部门|单位|整体|财政|预算|专项|资金|支出|绩效|目标|自我|自评|评价|完成|情况|年度?|[省市县区本级表的]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEWEST = 4
"""Characters of a title, beside those that all titles have, that may be the project's name."""


def heads(scorecard: Scorecard) -> Iterator[Finding]:
    """Once a form, where somebody has given points."""
    filing = scorecard.filing
    names = [*_project(filing), *_units(filing)]
    if names and any(map(has_points, scorecard.indicators)):
        yield finding("head-blank", *(filing.fields[name].cell for name in names),
                      names="、".join(_UNITS.get(name, name) for name in names))


def _project(filing: Filing) -> Iterator[str]:
    if filing.about.scope == "部门整体支出":
        return
    titled = len(_HAN.findall(_USUAL.sub("", filing.about.title))) >= _FEWEST
    if _left(filing, _PROJECT) and not (filing.about.project or titled):
        yield _PROJECT


def _units(filing: Filing) -> Iterator[str]:
    """None where any of them says whose form it is, or the title does."""
    about = filing.about
    if not (about.unit or about.department):
        yield from (name for name in _UNITS if _left(filing, name))


def _left(filing: Filing, name: str) -> bool:
    entry = filing.fields.get(name, BLANK)
    return bool(entry.cell) and entry.blank and not entry.error
