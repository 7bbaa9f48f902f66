"""A form against its report, where both lie in the same folder of the pile."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from addin.books.files import read_book
from addin.desk.assess import assess
from addin.desk.review.distrust import Distrusted
from addin.desk.review.gathered import Gathered
from addin.desk.review.more import problems
from addin.desk.review.one_file import REPORT, Setting
from addin.desk.review.sources import Pile, Source
from addin.errors import UserError
from addin.library.library import Library
from addin.report.audit import against_report
from scoring.findings.finding import Finding

Pairs = Mapping[str, tuple[str, int]]
"""By the report's file that of its form, and the form's place in ``forms``."""


def told_of_reports(gathered: Gathered, pile: Pile, setting: Setting, library: Library) -> None:
    """Put to each form what its report says differently. The pile is gone through once more, for
    the two files of each pair alone."""
    for report, form, place in _sources(_pairs(gathered), pile):
        found = _differences(report, form, gathered, place, setting, library)
        told = list(problems(((each, "") for each in found), gathered.forms[place].form.key,
                             library.sentences))
        if told:
            gathered.attach(place, told)


def _sources(pairs: Pairs, pile: Pile) -> Iterator[tuple[Source, Source, int]]:
    """The files of each pair as soon as both have come by; they are kept no longer than needed."""
    left = Counter(form for form, _ in pairs.values())
    waiting: dict[str, list[str]] = {}
    for report, (form, _) in pairs.items():
        waiting.setdefault(report, []).append(report)
        waiting.setdefault(form, []).append(report)
    kept: dict[str, Source] = {}
    for source in pile if pairs else ():
        if source.file not in waiting:
            continue
        kept[source.file] = source
        for report in waiting.pop(source.file):
            form, place = pairs[report]
            if report in kept and form in kept:
                yield kept.pop(report), kept[form], place
                left[form] -= 1
                if not left[form]:
                    del kept[form]


def _differences(report: Source, form: Source, gathered: Gathered, place: int, setting: Setting,
                 library: Library) -> tuple[Finding, ...]:
    """What the report contradicts; nothing where one of the two cannot be read a second time."""
    number = gathered.forms[place].form.number
    try:
        book = read_book(form.content, PurePosixPath(form.file).name, form.beside)
        (one,) = assess(Distrusted(book, library.ids()), library, ruleset=setting.ruleset,
                        number=number)
        return against_report(one, report.content, report.file).findings
    except UserError:
        return ()


def _pairs(gathered: Gathered) -> Pairs:
    """Each report with the one form of its folder that it names best."""
    found: dict[str, tuple[str, int]] = {}
    by_folder: dict[str, list[int]] = {}
    for place, brief in enumerate(gathered.forms):
        by_folder.setdefault(_folder(gathered.files[brief.file].file), []).append(place)
    reports = [each for each in gathered.files if each.kind == REPORT]
    alone = [_folder(each.file) for each in reports]
    for report in reports:
        folder = _folder(report.file)
        near = by_folder.get(folder, [])
        only = near if len(near) == 1 and alone.count(folder) == 1 else []
        said = _plain(PurePosixPath(report.file).stem + report.reason)
        if chosen := _named(said, near, gathered) or only:
            place = chosen[0]
            found[report.file] = gathered.files[gathered.forms[place].file].file, place
    return found


def _named(said: str, near: list[int], gathered: Gathered) -> list[int]:
    """The form whose project and unit the report's name says; none where two are named alike."""
    ranked = sorted(((rank, place) for place in near
                     if (rank := _rank(said, gathered, place))), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return []
    return [ranked[0][1]]


def _rank(said: str, gathered: Gathered, place: int) -> int:
    form = gathered.forms[place].form
    project, unit = _plain(form.project), _plain(form.unit or form.department)
    return 2 * bool(project and project in said) + bool(unit and unit in said)


def _folder(file: str) -> str:
    return PurePosixPath(file).parent.as_posix()


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
