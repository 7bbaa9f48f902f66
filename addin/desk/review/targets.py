"""批复的绩效目标 against what the forms say the targets were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from addin.books.files import open_book
from addin.desk.review.facts import path_of
from addin.desk.review.gathered import Gathered
from addin.desk.review.more import problems
from addin.desk.review.target_list import WORKBOOKS, Whose, read_list
from addin.errors import UserError, reason_of
from addin.forms.finder import find_forms
from addin.forms.joined import grids_of
from addin.forms.read import read_form
from addin.library.library import Library
from addin.library.sentences import Sentences
from addin.pages.review.records import ReviewedForm
from scoring.filing import About, Filing, Row
from scoring.filing.numbers import number
from scoring.findings.entries import shown
from scoring.findings.finding import Finding, finding
from scoring.rules.direction import directions
from scoring.rules.indicator import plain_name
from scoring.rules.ruleset import EXECUTION_RATE
from scoring.values.exact import show
from scoring.values.quantity import Quantity, plain_number, read

_ENDINGS = (*WORKBOOKS, ".docx", ".docm")
_BRACKETS = re.compile(r"\([^()]*\)|[\s,.;:、，。；：]")
_MORE, _LESS = ("≥", ">"), ("≤", "<")


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator as it was approved or filed."""

    path: str
    target: str
    weight: Fraction | None
    cell: str = ""

    @property
    def indicator(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def name(self) -> str:
        """The indicator as it is compared."""
        return _plain(self.indicator)


@dataclass(frozen=True)
class Approved:
    """The approved targets by the project's code, its unit and name, and its name alone."""

    by_key: Mapping[str, tuple[Target, ...] | None]
    """None where two forms claim the key."""
    strangers: tuple[str, ...] = ()
    """What is wrong with files that hold no targets."""

    def of(self, form: ReviewedForm) -> tuple[Target, ...]:
        keys = _keys(form.project_code, form.unit or form.department, form.project, form.scope)
        return next((found for key in keys if (found := self.by_key.get(key))), ())


def read_targets(path: Path, library: Library) -> Approved:
    """The forms and lists of targets in a file or a folder. UserError: there are none."""
    by_key: dict[str, tuple[Target, ...] | None] = {}
    strangers: list[str] = []
    for file in _files(path):
        try:
            found = _listed(file) or [(_own_keys(each.about), tuple(map(_target, each.rows)))
                                      for each in _filings(file, library)]
        except UserError as error:
            strangers.append(str(error))
            continue
        if not found:
            strangers.append(f"{file}：没有绩效目标表。")
        for keys, told in found:
            for key in keys:
                by_key[key] = None if key in by_key and by_key[key] != told else told
    if not by_key:
        raise UserError(f"{path}：没有读到绩效目标表（要有项目名称、指标名称和指标值）。")
    return Approved(by_key, tuple(strangers))


def told_of_targets(gathered: Gathered, approved: Approved, sentences: Sentences) -> None:
    """Put to each form what differs from its approved targets."""
    for place, brief in enumerate(gathered.forms):
        targets = approved.of(brief.form)
        if not targets:
            continue
        filed = [Target(each.indicator, each.target, each.weight, each.cell)
                 for each in gathered.whole(brief).scored if each.indicator != EXECUTION_RATE]
        found = list(problems(_compared(targets, filed), brief.form.key, sentences))
        if found:
            gathered.attach(place, found)


def _listed(file: Path) -> list[tuple[list[str], tuple[Target, ...]]]:
    """The targets of a list by whose they are: what a form of each would say."""
    found: dict[Whose, list[Target]] = {}
    for each in read_list(file):
        found.setdefault(each.whose, []).append(
            Target(each.path, each.target, plain_number(each.weight)))
    return [(_keys(code, unit, project, ""), tuple(targets))
            for (code, unit, project), targets in found.items()]


def _filings(file: Path, library: Library) -> Iterator[Filing]:
    """Forms with targets, whatever their titles say: a 申报表 that was approved is the approval."""
    book = open_book(file)
    for grid in grids_of(book, library.words):
        for found in find_forms(grid, library.maps, library.words):
            if "target" in found.columns:
                filing = read_form(found).filing
                if filing.rows:
                    yield filing


def _target(row: Row) -> Target:
    names = (plain_name(level.text) for level in row.levels if level.text.strip())
    return Target(path_of(names), shown(row.target), number(row.weight))


def _own_keys(about: About) -> list[str]:
    return _keys(about.project_code, about.unit or about.department, about.project, about.scope)


def _keys(code: str, unit: str, project: str, scope: str) -> list[str]:
    """By what a form is found, the surest first."""
    if scope == "部门整体支出" or not project:
        return [f"单位 {_plain(unit)}"] if unit else []
    named = [f"项目 {_plain(unit)} {_plain(project)}"] if unit else []
    return [*([f"编码 {_plain(code)}"] if code else []), *named, f"名称 {_plain(project)}"]


def _compared(approved: Sequence[Target], filed: Sequence[Target]
              ) -> Iterator[tuple[Finding, str]]:
    there = {each.name: each for each in filed}
    for target in approved:
        if not target.target:
            continue
        own = there.pop(target.name, None)
        if own is None:
            yield finding("approved-gone", indicator=target.indicator,
                          expected=target.target), target.path
        else:
            yield from _differing(target, own)
    for each in there.values():
        if each.target:
            yield finding("approved-new", each.cell, indicator=each.indicator,
                          filed=each.target), each.path


def _differing(target: Target, own: Target) -> Iterator[tuple[Finding, str]]:
    before, now = read(target.target), read(own.target)
    if before is not None and now is not None:
        if _turned(before, now):
            yield finding("approved-direction", own.cell, indicator=own.indicator,
                          filed=own.target, expected=target.target), own.path
        elif how := _easier(before, now, own.path):
            yield finding("approved-lowered", own.cell, indicator=own.indicator,
                          filed=own.target, expected=target.target, how=how), own.path
    if target.weight is not None and own.weight is not None and target.weight != own.weight:
        yield finding("approved-weight", own.cell, indicator=own.indicator,
                      filed=show(own.weight), expected=show(target.weight)), own.path


def _turned(before: Quantity, now: Quantity) -> bool:
    """Whether more is better now and less was, or the other way round. A date is no amount: where
    only one of both is a date, nothing was turned."""
    ways = {_MORE: _LESS, _LESS: _MORE}
    return before.is_date == now.is_date and any(
        before.comparator in one and now.comparator in other for one, other in ways.items())


def _easier(before: Quantity, now: Quantity, path: str) -> str:
    """How the target became easier to reach, in words: less of what is to be more, more of what is
    to be less. Only quantities of one kind are compared; where neither a sign nor the name says
    which way the indicator counts, less is taken for easier."""
    if before.dimension != now.dimension or (not before.dimension and before.unit != now.unit):
        return ""
    if before.is_date:
        return "晚于批复" if now.base_high > before.base_high else ""
    if directions(tuple(path.split("/")), before).only == "反向":
        return "较批复放宽" if now.base_high > before.base_high else ""
    return "低于批复" if now.base < before.base else ""


def _plain(text: str) -> str:
    return _BRACKETS.sub("", unicodedata.normalize("NFKC", text))


def _files(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        return sorted(file for file in path.rglob("*") if file.suffix.lower() in _ENDINGS
                      and not file.name.startswith(("~$", "._", ".~")) and file.is_file())
    except OSError as error:
        raise UserError(f"无法读取 {path}：{reason_of(error)}。") from error
