"""批复的绩效目标 against what the forms say the targets were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
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
from scoring.filing import Filing, Row
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
_OF_THE_FUNDS = re.compile(r"(?:(?:年度|全年|本年)?(?:预算|资金|经费)(?:资金|支出)?)?执行率?")
"""The row that a self-evaluation scores the funds table in: no approval holds it."""
_MORE, _LESS = ("≥", ">"), ("≤", "<")


@dataclass(frozen=True, slots=True)
class Target:
    """One indicator as it was approved or filed."""

    path: str
    target: str
    weight: Fraction | None
    cell: str = ""
    weight_cell: str = ""

    @property
    def indicator(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def name(self) -> str:
        """The indicator as it is compared."""
        return _plain(self.indicator)


@dataclass(frozen=True)
class Plan:
    """The approved targets of one project, or of one unit as a whole."""

    code: str
    unit: str
    project: str
    targets: tuple[Target, ...]
    file: str
    department: str = ""
    scope: str = ""

    @property
    def keys(self) -> list[str]:
        return _keys(self.code, self.unit or self.department, self.project, self.scope)

    def may_be_of(self, form: ReviewedForm) -> bool:
        """Whether both name one unit, of which one name may be short for the other, or one of them
        names none: two units have projects of one name."""
        ours = {_plain(each) for each in (self.unit, self.department) if each}
        theirs = {_plain(each) for each in (form.unit, form.department) if each}
        return not ours or not theirs or any(
            one in other or other in one for one in ours for other in theirs)


@dataclass(frozen=True)
class Approved:
    """The approved targets by the project's code, its unit and name, and its name alone."""

    plans: tuple[Plan, ...]
    by_key: Mapping[str, Plan | None]
    """None where two plans claim the key."""
    strangers: tuple[str, ...] = ()
    """What is wrong with files that hold no targets."""

    def of(self, form: ReviewedForm) -> Plan | None:
        keys = _keys(form.project_code, form.unit or form.department, form.project, form.scope)
        found = (self.by_key.get(key) for key in keys)
        return next((plan for plan in found if plan is not None and plan.may_be_of(form)), None)

    def is_contradicted(self, form: ReviewedForm) -> bool:
        """Whether several plans claim to be the form's."""
        keys = _keys(form.project_code, form.unit or form.department, form.project, form.scope)
        return any(key in self.by_key and self.by_key[key] is None for key in keys[:1])


@dataclass(frozen=True)
class Checked:
    """What came of the approved targets: which form was compared with which of them."""

    approved: Approved
    plans: Mapping[int, Plan]
    """By the form's place in ``forms``."""
    differing: Mapping[int, int]
    """How many differences each form has, by the same."""

    @cached_property
    def _of_plan(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, plan in self.plans.items():
            found.setdefault(id(plan), []).append(place)
        return found

    def places(self, plan: Plan) -> list[int]:
        """The forms that were compared with the plan, or with one that says the same."""
        same = next((self.approved.by_key[key] for key in plan.keys[:1]), None)
        return self._of_plan.get(id(same), []) or self._of_plan.get(id(plan), [])

    @property
    def unfiled(self) -> list[Plan]:
        """Approved, and no form was handed in that reports on it."""
        return [plan for plan in self.approved.plans
                if not self.places(plan) and not self.is_doubtful(plan)]

    def is_doubtful(self, plan: Plan) -> bool:
        """Whether another claims to be the same with other targets."""
        return any(self.approved.by_key[key] is None for key in plan.keys[:1])


def read_targets(path: Path, library: Library) -> Approved:
    """The forms and lists of targets in a file or a folder. UserError: there are none."""
    plans: list[Plan] = []
    strangers: list[str] = []
    for file in _files(path):
        try:
            found = _listed(file) or [_plan(each, file) for each in _filings(file, library)]
        except UserError as error:
            strangers.append(str(error))
            continue
        if not found:
            strangers.append(f"{file}：没有绩效目标表。")
        plans += found
    if not any(plan.keys for plan in plans):
        raise UserError(f"{path}：没有读到绩效目标表（要有项目名称、指标名称和指标值）。")
    return Approved(tuple(plans), _by_key(plans), tuple(strangers))


def _by_key(plans: Sequence[Plan]) -> Mapping[str, Plan | None]:
    found: dict[str, Plan | None] = {}
    for plan in plans:
        for key in plan.keys:
            before = found.get(key, plan)
            found[key] = before if before and before.targets == plan.targets else None
    return found


def told_of_targets(gathered: Gathered, approved: Approved, sentences: Sentences) -> Checked:
    """Put to each form what differs from its approved targets."""
    plans: dict[int, Plan] = {}
    differing: dict[int, int] = {}
    for place, brief in enumerate(gathered.forms):
        plan = approved.of(brief.form)
        if plan is None:
            continue
        filed = [Target(each.indicator, each.target, each.weight, each.target_cell or each.cell,
                        each.weight_cell or each.cell)
                 for each in gathered.whole(brief).scored if each.indicator != EXECUTION_RATE]
        found = list(problems(_compared(plan.targets, filed), brief.form.key, sentences))
        plans[place], differing[place] = plan, len(found)
        if found:
            gathered.attach(place, found)
    return Checked(approved, plans, differing)


def _listed(file: Path) -> list[Plan]:
    """The targets of a list by whose they are: what a form of each would say."""
    found: dict[Whose, list[Target]] = {}
    for each in read_list(file):
        found.setdefault(each.whose, []).append(
            Target(each.path, each.target, plain_number(each.weight)))
    return [Plan(code, unit, project, tuple(targets), file.name)
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


def _plan(filing: Filing, file: Path) -> Plan:
    about = filing.about
    return Plan(about.project_code, about.unit, about.project, tuple(map(_target, filing.rows)),
                file.name, about.department, about.scope)


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
        if each.target and not _OF_THE_FUNDS.fullmatch(each.name):
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
        yield finding("approved-weight", own.weight_cell, indicator=own.indicator,
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
