"""Reports that hold no form against the forms of the pile that they were written for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from addin.books.files import read_file
from addin.desk.review.gathered import Gathered
from addin.desk.review.more import of_another_year, problems
from addin.desk.review.sources import Pile, Source
from addin.desk.review.workers import Workers, in_order
from addin.errors import UserError
from addin.library.sentences import Sentences
from addin.pages.review.read import plain
from addin.pages.review.records import NOT_COMPARED, WHOLE, ReviewedFile, ReviewedForm

_PROJECT = "项目支出"
Where = tuple[str, str]
"""A file on disk, and what it is called in the pile: folders may be named that hold files of one
name."""
_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A form, by its place in ``forms``, and the numbers of its reports in ``files``."""

    place: int
    reports: tuple[int, ...]


def told_of_reports(gathered: Gathered, pile: Pile, workers: Workers,
                    sentences: Sentences) -> None:
    """Put to each form what its reports say differently. The pile is gone through once more, for
    the files of each pair alone, and the workers read them."""
    paired, strangers = _pairs(gathered)
    pairs = {_form(gathered, each): each for each in paired}
    for source, record in in_order(_sources(gathered, pairs.values(), pile), workers):
        assert source is not None
        _tell(gathered, pairs[(source.path, source.file), source.number], record)
    for number, place in strangers.items():
        _tell_year(gathered, number, place, sentences)
    done = {number for pair in paired for number in pair.reports} | strangers.keys()
    for number in gathered.bare_reports():
        if number not in done:
            _say(gathered, number, "没有找到对应的自评表，没有核对。")


def _tell_year(gathered: Gathered, number: int, place: int, sentences: Sentences) -> None:
    """Tell the form that the report beside it is of another year."""
    report, brief = gathered.files[number], gathered.forms[place]
    years = _YEAR.findall(PurePosixPath(report.file).stem + report.said)
    told = of_another_year(report.file, years, brief.form)
    gathered.attach(place, list(problems([(told, "")], brief.form.key, sentences)))
    gathered.reported.add(place)
    name = gathered.files[brief.file].file
    _say(gathered, number, _compared(name, NOT_COMPARED))


def _form(gathered: Gathered, pair: _Pair) -> tuple[Where, int]:
    """The form's file and its number there."""
    brief = gathered.forms[pair.place]
    return _where(gathered, brief.file), brief.form.number


def _where(gathered: Gathered, number: int) -> Where:
    file = gathered.files[number]
    return file.path, file.file


def _tell(gathered: Gathered, pair: _Pair, record: ReviewedFile) -> None:
    (_, name), _ = _form(gathered, pair)
    for form in record.forms:
        gathered.attach(pair.place, form.problems, form.key)
        gathered.reported.add(pair.place)
    for number, left in zip(pair.reports, record.left or ("",) * len(pair.reports), strict=True):
        _say(gathered, number, _compared(name, left) if record.forms
             else f"未能与自评表“{name}”核对（{record.reason.rstrip('。')}）。")


def _compared(name: str, left: str) -> str:
    """What became of a report beside the form ``name``."""
    if left == NOT_COMPARED:
        return f"与自评表“{name}”放在一起，{left}。"
    return f"已与自评表“{name}”核对。{left and f'{left}。'}"


def _say(gathered: Gathered, number: int, said: str) -> None:
    file = gathered.files[number]
    gathered.files[number] = replace(file, reason=f"{file.reason.rstrip('。')}，{said}")


def _sources(gathered: Gathered, pairs: Collection[_Pair], pile: Pile) -> Iterator[Source]:
    """Each form with its reports as soon as all have come by. What lies in an archive is kept
    until then and no longer; what lies on disk is read anew, so that memory stays flat."""
    waiting: dict[Where, list[_Pair]] = {}
    for pair in pairs:
        for name in _files(gathered, pair):
            waiting.setdefault(name, []).append(pair)
    kept: dict[Where, Source] = {}
    for source in pile if pairs else ():
        where = source.path, source.file
        if where not in waiting:
            continue
        kept[where] = source if source.in_archive else replace(source, content=b"")
        for pair in [each for each in waiting[where]
                     if all(name in kept for name in _files(gathered, each))]:
            form, *reports = _files(gathered, pair)
            yield replace(kept[form], content=_content(kept[form]),
                          number=_form(gathered, pair)[1],
                          reports={name[1]: _content(kept[name]) for name in reports})
            for name in (form, *reports):
                waiting[name].remove(pair)
                if not waiting[name]:
                    del waiting[name], kept[name]


def _content(source: Source) -> bytes:
    """Nothing where it has gone since: whoever reads it says so."""
    if source.in_archive:
        return source.content
    try:
        return read_file(source.path)
    except UserError:
        return b""


def _files(gathered: Gathered, pair: _Pair) -> list[Where]:
    """The form's file and those of its reports."""
    return [_form(gathered, pair)[0], *(_where(gathered, each) for each in pair.reports)]


def _pairs(gathered: Gathered) -> tuple[list[_Pair], dict[int, int]]:
    """Each report with the form that it names best, near or far; or with the only one of its
    folder. And those that lie beside their form and are of another year, with its place."""
    by_folder: dict[str, list[int]] = {}
    for place, brief in enumerate(gathered.forms):
        by_folder.setdefault(_folder(gathered.files[brief.file].file), []).append(place)
    reports = {number: gathered.files[number] for number in gathered.bare_reports()}
    alone = [_folder(each.file) for each in reports.values()]
    chosen: dict[int, list[int]] = {}
    strangers: dict[int, int] = {}
    for number, report in reports.items():
        folder = _folder(report.file)
        near = by_folder.get(folder, [])
        only = near if len(near) == 1 and alone.count(folder) == 1 else []
        said = plain(PurePosixPath(report.file).stem + report.said)
        known = _of_year(said, list(range(len(gathered.forms))), gathered)
        found = _named(said, [each for each in near if each in known], gathered) or _named(
            said, known, gathered) or [each for each in only if each in known]
        if found:
            chosen.setdefault(found[0], []).append(number)
        elif other := _named(said, near, gathered) or only:
            strangers[number] = other[0]
    return [_Pair(place, tuple(numbers)) for place, numbers in chosen.items()], strangers


def _of_year(said: str, places: list[int], gathered: Gathered) -> list[int]:
    """Without the forms of another year than the report names."""
    years = _YEAR.findall(said)
    return [place for place in places if not years or (
        (year := gathered.forms[place].form.year) is None or str(year) in years)]


def _named(said: str, places: list[int], gathered: Gathered) -> list[int]:
    """The form whose project and unit the report's name says; none where two are named alike."""
    ranked = sorted(((rank, place) for place in places
                     if (rank := _rank(said, gathered.forms[place].form))), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return []
    return [ranked[0][1]]


def _rank(said: str, form: ReviewedForm) -> int:
    """How much of the form's names the report says; nothing where it is about another project or
    the other scope."""
    project, unit = plain(form.project), plain(form.unit or form.department)
    named = bool(unit and unit in said)
    if form.scope == WHOLE:
        return named and _PROJECT not in said
    return 2 + named if project and project in said else 0


def _folder(file: str) -> str:
    return PurePosixPath(file).parent.as_posix()
