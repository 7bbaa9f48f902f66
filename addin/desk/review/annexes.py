"""Forms in the annexes of reports: what was handed in as a form too counts once, and what was not
counts as handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePosixPath

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import of_another_year, problems
from addin.desk.review.same_form import Name, may_be_one, names
from addin.library.sentences import Sentences
from addin.pages.review.read import plain
from addin.pages.review.records import REPORT, ReviewedFile, ReviewedForm, Scored
from scoring.findings.finding import Finding, finding
from scoring.values.exact import show
from scoring.values.quantity import read

_MOST = 3
"""So many differences are named."""
_HALF = Fraction(1, 2)


def settled(gathered: Gathered, sentences: Sentences) -> Iterator[tuple[ReviewedFile, bool]]:
    """Each report with a form in its annex as it is listed, and whether any of its forms counts."""
    known = _Known(gathered)
    for number, record in gathered.reports():
        said, counts = [], False
        for form in record.forms:
            place = known.place(form, number)
            if place is None and (other := known.of_another_year(form, number)) is not None:
                _tell_year(gathered, other, form, record.file, sentences)
                said.append(f"附件中的自评表为{form.year}年度，与“{_file(gathered, other)}”不是同一年度，"
                            "不另计，没有核对")
            elif place is None:
                place = gathered.admit(number, form)
                gathered.reported.add(place)
                gathered.attach(place, form.told)
                known.add(place)
                said.append("附件中有自评表，已按附表审核；未见单独报送的自评表")
                counts = True
            elif _is_of_report(gathered, gathered.forms[place]):
                said.append(f"附件中的自评表与“{_file(gathered, place)}”的附表相同，只计一次")
            else:
                _compare(gathered, place, form, sentences)
                said.append(f"附件中的自评表已单独报送（“{_file(gathered, place)}”），不另计，已与之核对")
                said += filter(None, record.left)
        told = replace(gathered.files[number], outcome="已审核" if counts else "不是自评表",
                       reason=f"{record.reason.rstrip('。')}，{'；'.join(dict.fromkeys(said))}。")
        gathered.files[number] = told
        yield replace(told, lines=record.lines), counts


def _tell_year(gathered: Gathered, place: int, annex: ReviewedForm, report: str,
               sentences: Sentences) -> None:
    form = gathered.forms[place].form
    gathered.reported.add(place)
    told = of_another_year(report, [str(annex.year)], form)
    gathered.attach(place, list(problems([(told, "")], form.key, sentences)))


def _is_of_report(gathered: Gathered, brief: Brief) -> bool:
    return gathered.files[brief.file].kind == REPORT


def _file(gathered: Gathered, place: int) -> str:
    return gathered.files[gathered.forms[place].file].file


class _Known:
    """The forms of the pile by what they are known by."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._named: dict[Name, list[int]] = {}
        self._nameless: list[int] = []
        for place in range(len(gathered.forms)):
            self.add(place)

    def add(self, place: int) -> None:
        own = list(names(self._gathered.forms[place].form))
        for name in own:
            self._named.setdefault(name, []).append(place)
        if not own:
            self._nameless.append(place)

    def place(self, form: ReviewedForm, file: int) -> int | None:
        """The same form handed in by itself or with another report: the nearest, and of those
        that are equally near one that says the same."""
        own = list(names(form))
        found = list(dict.fromkeys(place for name in own for place in self._named.get(name, ())))
        forms = self._gathered.forms
        found = [place for place in found if may_be_one(forms[place].form, form)]
        if not found:
            near = self._nameless if not own else self._called_alike(form)
            found = [place for place in near if self._is_alike(place, form)]
        return min(found, key=lambda place: self._distance(place, form, file), default=None)

    def of_another_year(self, form: ReviewedForm, file: int) -> int | None:
        """The same form of another year in the report's own folder."""
        files, forms = self._gathered.files, self._gathered.forms
        folder = PurePosixPath(files[file].file).parent
        return next((place for name in names(form) for place in self._named.get(name, ())
                     if forms[place].form.year not in (None, form.year) and form.year is not None
                     and PurePosixPath(files[forms[place].file].file).parent == folder), None)

    def _called_alike(self, form: ReviewedForm) -> list[int]:
        """Where one name of the unit, and of the project, is short for the other."""
        def alike(one: str, other: str) -> bool:
            return plain(one) in plain(other) or plain(other) in plain(one)

        others = enumerate(each.form for each in self._gathered.forms)
        return [place for place, each in others if may_be_one(each, form) and each.unit
                and alike(each.unit, form.unit) and alike(each.project, form.project)]

    def _is_alike(self, place: int, form: ReviewedForm) -> bool:
        """Whether both have the same lines with the same scores."""
        other = self._gathered.forms[place]
        if (other.form.scope, other.form.filed_total) != (form.scope, form.filed_total):
            return False
        return _lines(self._gathered.whole(other)) == _lines(form)

    def _distance(self, place: int, form: ReviewedForm, file: int) -> tuple[bool, ...]:
        files, brief = self._gathered.files, self._gathered.forms[place]
        own, report = PurePosixPath(files[brief.file].file), PurePosixPath(files[file].file)
        return (_is_of_report(self._gathered, brief), own.parent != report.parent,
                own.stem not in report.stem, brief.form.filed_total != form.filed_total)


def _lines(form: ReviewedForm) -> list[tuple[str, Fraction | None, Fraction | None]]:
    return [(plain(each.indicator), each.weight, each.filed) for each in form.scored]


def _compare(gathered: Gathered, place: int, annex: ReviewedForm, sentences: Sentences) -> None:
    """Put to the form what the report and its annex say differently; the cells are the annex's."""
    brief = gathered.forms[place]
    gathered.reported.add(place)
    told = [replace(each, cells=()) for each in annex.told]
    gathered.attach(place, told, annex.key)
    found = [(each, "") for each in _differing(annex, gathered.whole(brief))]
    gathered.attach(place, list(problems(found, brief.form.key, sentences)))


def _differing(annex: ReviewedForm, form: ReviewedForm) -> Iterator[Finding]:
    said = [*_sums(annex, form), *_rows(annex.scored, form.scored)]
    if said:
        more = f"等{len(said)}处" if len(said) > _MOST else ""
        yield finding("annex-differs", said="，".join(said[:_MOST]) + more)


def _sums(annex: ReviewedForm, form: ReviewedForm) -> Iterator[str]:
    for name, there, here, unit in (
            ("总分", annex.filed_total, form.filed_total, "分"),
            ("全年预算数", annex.budget, form.budget, "万元"),
            ("全年执行数", annex.executed, form.executed, "万元")):
        if there is not None and here is not None and there != here:
            yield f"{name}附表为{show(there)}{unit}、自评表为{show(here)}{unit}"


def _rows(annex: Sequence[Scored], form: Sequence[Scored]) -> Iterator[str]:
    """Line by line, where most of the lines are the same ones."""
    own = _by_name(form)
    both = [(each, own[name]) for name, each in _by_name(annex).items() if name in own]
    if len(both) < _HALF * max(len(annex), len(form)):
        return
    for there, here in both:
        name = f"“{here.indicator.rpartition('/')[2]}”"
        for what, one, other in (("年度指标值", there.target, here.target),
                                 ("实际完成值", there.actual, here.actual)):
            if not _agree(one, other):
                yield f"{name}{what}附表为“{one}”、自评表为“{other}”"
        if there.filed is not None and here.filed is not None and there.filed != here.filed:
            yield f"{name}得分附表为{show(there.filed)}分、自评表为{show(here.filed)}分"


def _by_name(rows: Sequence[Scored]) -> Mapping[str, Scored]:
    """Lines by their path; those that share one cannot be told apart."""
    found: dict[str, list[Scored]] = {}
    for each in rows:
        found.setdefault(plain(each.indicator), []).append(each)
    return {name: each[0] for name, each in found.items() if len(each) == 1}


def _agree(one: str, other: str) -> bool:
    """Whether two texts say the same; an empty one says nothing."""
    if not one or not other or plain(one) == plain(other):
        return True
    there, here = read(one), read(other)
    return there is not None and here is not None and (
        there.comparator, there.base, there.dimension) == (
        here.comparator, here.base, here.dimension)
