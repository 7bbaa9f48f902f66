"""The whole pile as memory holds it: every file and form in brief, the rest is in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import PurePosixPath

from addin.desk.review.journal import Journal
from addin.desk.review.more import again, rekeyed
from addin.pages.review.records import REPORT, WHOLE, Problem, ReviewedFile, ReviewedForm
from addin.pages.review.tables import NOBODY
from addin.pages.review.wrote import listed
from scoring.findings.severity import Severity


@dataclass(frozen=True, slots=True)
class Brief:
    """One form without its problems and its lines: these are counted here and looked up when they
    are written."""

    form: ReviewedForm
    file: int
    """Which file of the pile."""
    stem: str
    """What that file is called."""
    errors: int
    warnings: int
    notes: int
    told: str = ""
    """The marks of its problems."""
    supplied: bool = False
    """Whether its department is the roster's, because the form names none."""

    @property
    def is_named(self) -> bool:
        """Whether the form says whose it is."""
        return bool(self.form.unit or self.form.department)

    @property
    def whose(self) -> tuple[str, str, str]:
        """Department, unit and project as the sheets show them. A unit that files for itself as a
        whole is its own department where nobody says another."""
        form = self.form
        department = form.department or (form.unit if form.scope == WHOLE else "")
        return department, form.unit or department or f"{NOBODY}{self.stem}", form.project

    @property
    def difference(self) -> Fraction | None:
        """自评－复核, or where nobody has reviewed it 自评－核算; None where one is not known."""
        form = self.form
        ours = form.review if form.review is not None else form.settled
        return None if form.filed_total is None or ours is None else form.filed_total - ours

    @property
    def gap(self) -> Fraction | None:
        """How far 自评 lies from 复核 or 核算, whichever way. From a total that is open it differs by
        what it lies outside its bounds; inside them nothing has been checked, and it is None."""
        form, difference = self.form, self.difference
        if difference is not None or form.filed_total is None:
            return None if difference is None else abs(difference)
        outside = max(form.low - form.filed_total, form.filed_total - form.high)
        return outside if outside > 0 else None


@dataclass(slots=True)
class KindCount:
    """How often one kind of problem was found, in which forms and units."""

    kind: str
    counts: Counter[Severity] = field(default_factory=Counter)
    forms: set[int] = field(default_factory=set)
    """Their places in ``forms`` of the pile."""
    units: set[str] = field(default_factory=set)

    @property
    def count(self) -> int:
        return self.counts.total()


@dataclass
class Gathered:
    """What the sheets are made of."""

    journal: Journal
    files: list[ReviewedFile] = field(default_factory=list)
    """In the order of the pile, without their forms."""
    forms: list[Brief] = field(default_factory=list)
    """In the same order."""
    kinds: dict[str, KindCount] = field(default_factory=dict)
    """By what they are called."""
    details: int = 0
    """How many lines have been scored."""
    ignored: int = 0
    reported: set[int] = field(default_factory=set)
    """The places of the forms that a report was compared with, or lay beside."""
    _places: list[int | None] = field(default_factory=list)
    _more: dict[tuple[int, int], tuple[Problem, ...]] = field(default_factory=dict)
    """What only the whole pile tells of a form, by file and number."""

    @property
    def outcomes(self) -> Counter[str]:
        """How many files came to what."""
        return Counter(each.outcome for each in self.files)

    def add(self, record: ReviewedFile, place: int | None) -> None:
        """One file more; ``place`` is where the journal has it whole, if it has any form. What a
        report has in its annex counts only when it is admitted."""
        if not record.is_annexed:
            for form in record.forms:
                self._admit(len(self.files), record.file, form)
        self.files.append(replace(record, forms=(), lines=()))
        self._places.append(place if record.forms else None)

    def reports(self) -> Iterator[tuple[int, ReviewedFile]]:
        """The reports with forms in their annexes, whole, each with its number in ``files``."""
        for number, (file, place) in enumerate(zip(self.files, self._places, strict=True)):
            if file.kind == REPORT and place is not None:
                yield number, self.journal.record(place)

    def bare_reports(self) -> list[int]:
        """The numbers in ``files`` of the reports without a form in an annex."""
        return [number for number, (file, place) in enumerate(
            zip(self.files, self._places, strict=True)) if file.kind == REPORT and place is None]

    def admit(self, file: int, form: ReviewedForm) -> int:
        """A form in the annex of a report, which counts as handed in; its place in ``forms``."""
        self._admit(file, self.files[file].file, form)
        return len(self.forms) - 1

    def _admit(self, number: int, file: str, form: ReviewedForm) -> None:
        self._count(form, len(self.forms))
        self.forms.append(Brief(
            replace(form, problems=(), told=(), scored=()), number, PurePosixPath(file).stem,
            form.count("error"), form.count("warning"), form.count("note"),
            listed(form.key, form.problems)))

    def whole(self, brief: Brief) -> ReviewedForm:
        """The form with its problems and lines."""
        place = self._places[brief.file]
        assert place is not None
        record = self.journal.record(place)
        form = next(form for form in record.forms if form.number == brief.form.number)
        own = (rekeyed(each, form.key, brief.form.key) for each in form.problems)
        more = self._more.get((brief.file, form.number), ())
        return replace(brief.form, problems=(*own, *more), scored=form.scored)

    def rekey(self, place: int, key: str) -> None:
        """Give the form at ``place`` of ``forms`` another key."""
        brief = self.forms[place]
        where, old = (brief.file, brief.form.number), brief.form.key
        if key != old and where in self._more:
            self._more[where] = tuple(rekeyed(each, old, key) for each in self._more[where])
        self.forms[place] = replace(brief, form=replace(brief.form, key=key))

    def attach(self, place: int, found: Sequence[Problem], key: str | None = None) -> None:
        """Problems that only the whole pile tells, put to the form at ``place`` of ``forms``. Where
        they were found of a form with another ``key``, they get this one's."""
        brief = self.forms[place]
        where = brief.file, brief.form.number
        own = brief.form.key if key is None else key
        told = self._more.get(where, ())
        for each in found:
            told = (*told, again(rekeyed(each, own, brief.form.key), told))
        new = told[len(told) - len(found):]
        self._more[where] = told
        more = replace(brief.form, problems=tuple(found))
        self._count(more, place)
        self.forms[place] = replace(
            brief, told=f"{brief.told} {listed(brief.form.key, new)}",
            errors=brief.errors + more.count("error"),
            warnings=brief.warnings + more.count("warning"), notes=brief.notes + more.count("note"))

    def sorted(self) -> list[Brief]:
        """By department, unit and project; what says nothing of itself stands at the end."""
        return sorted(self.forms, key=lambda each: (
            not each.whose[0], each.whose[0],
            not each.is_named, *each.whose[1:], each.file))

    def problems(self) -> Iterator[tuple[Brief, Problem]]:
        """By unit, then the worst first and by kind."""
        of_unit: list[Brief] = []
        for brief in self.sorted():
            if of_unit and of_unit[0].whose[:2] != brief.whose[:2]:
                yield from self._of_unit(of_unit)
                of_unit = []
            of_unit.append(brief)
        yield from self._of_unit(of_unit)

    @property
    def has_errors(self) -> bool:
        return any(each.errors for each in self.forms)

    def _of_unit(self, briefs: list[Brief]) -> Iterator[tuple[Brief, Problem]]:
        found = [(brief, each) for brief in briefs if brief.errors + brief.warnings + brief.notes
                 for each in self.whole(brief).problems]
        order: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
        yield from sorted(found, key=lambda pair: (order[pair[1].severity], pair[1].kind))

    def _count(self, form: ReviewedForm, place: int) -> None:
        self.details += len(form.scored)
        for each in form.problems:
            kind = self.kinds.setdefault(each.kind, KindCount(each.kind))
            kind.counts[each.severity] += 1
            kind.forms.add(place)
            if named := form.unit or form.department:
                kind.units.add(named)
