"""The whole pile as memory holds it: every file and form in brief, the rest is in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import PurePosixPath

from addin.desk.review.journal import Journal
from addin.pages.review.records import Problem, ReviewedFile, ReviewedForm
from addin.pages.review.tables import NOBODY
from scoring.findings.finding import Severity


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

    @property
    def is_named(self) -> bool:
        """Whether the form says whose it is."""
        return bool(self.form.unit or self.form.department)

    @property
    def whose(self) -> tuple[str, str, str]:
        """Department, unit and project as the sheets show them."""
        form = self.form
        return form.department, form.unit or form.department or f"{NOBODY}{self.stem}", form.project

    @property
    def difference(self) -> Fraction | None:
        """自评－复核, or where nobody has reviewed it 自评－核算; None where one is not known."""
        form = self.form
        ours = form.review if form.review is not None else form.total
        return None if form.filed_total is None or ours is None else form.filed_total - ours

    @property
    def gap(self) -> Fraction | None:
        """How far 自评 lies from 复核 or 核算, whichever way. From a total that is open it differs by
        what it lies outside its bounds."""
        form, difference = self.form, self.difference
        if difference is not None or form.filed_total is None:
            return None if difference is None else abs(difference)
        return max(form.low - form.filed_total, form.filed_total - form.high, Fraction(0))


@dataclass(slots=True)
class KindCount:
    """How often one kind of problem was found, in how many forms and units."""

    kind: str
    severity: Severity
    count: int = 0
    forms: int = 0
    units: set[str] = field(default_factory=set)


@dataclass
class Gathered:
    """What the sheets are made of."""

    journal: Journal
    files: list[ReviewedFile] = field(default_factory=list)
    """In the order of the pile, without their forms."""
    forms: list[Brief] = field(default_factory=list)
    """In the same order."""
    kinds: dict[tuple[str, Severity], KindCount] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    details: int = 0
    """How many lines have been scored."""
    ignored: int = 0
    _places: list[int | None] = field(default_factory=list)
    _more: dict[tuple[int, int], tuple[Problem, ...]] = field(default_factory=dict)
    """What only the whole pile tells of a form, by file and number."""

    def add(self, record: ReviewedFile, place: int | None) -> None:
        """One file more; ``place`` is where the journal has it whole, if it has any form."""
        for form in record.forms:
            self._count(form)
            self.forms.append(Brief(
                replace(form, problems=(), scored=()), len(self.files),
                PurePosixPath(record.file).stem, form.count("error"), form.count("warning"),
                form.count("note")))
        self.outcomes[record.outcome] += 1
        self.files.append(replace(record, forms=(), lines=()))
        self._places.append(place if record.forms else None)

    def whole(self, brief: Brief) -> ReviewedForm:
        """The form with its problems and lines."""
        place = self._places[brief.file]
        assert place is not None
        record = self.journal.record(place)
        form = next(form for form in record.forms if form.number == brief.form.number)
        more = self._more.get((brief.file, form.number), ())
        return replace(form, problems=(*form.problems, *more)) if more else form

    def attach(self, place: int, found: Sequence[Problem]) -> None:
        """Problems that only the whole pile tells, put to the form at ``place`` of ``forms``."""
        brief = self.forms[place]
        where = brief.file, brief.form.number
        self._more[where] = (*self._more.get(where, ()), *found)
        more = replace(brief.form, problems=tuple(found))
        self._count(more)
        self.forms[place] = replace(
            brief, errors=brief.errors + more.count("error"),
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

    def _count(self, form: ReviewedForm) -> None:
        self.details += len(form.scored)
        seen = set()
        for each in form.problems:
            key = (each.code, each.severity)
            kind = self.kinds.setdefault(key, KindCount(each.kind, each.severity))
            kind.count += 1
            if key not in seen:
                seen.add(key)
                kind.forms += 1
                kind.units.add(form.unit or form.department)
