"""Which forms of a pile are one form: handed in twice, or once more in the annex of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.more import problems
from addin.library.sentences import Sentences
from addin.pages.review.read import plain
from addin.pages.review.records import WHOLE, ReviewedForm
from scoring.findings.finding import finding
from scoring.values.exact import show

Name = tuple[str, ...]


def names(form: ReviewedForm) -> Iterator[Name]:
    """By what a form is known to be the same as another; nothing where it does not say enough."""
    return named(form.project_code, form.unit or form.department, form.project, form.scope)


def named(code: str, unit: str, project: str, scope: str) -> Iterator[Name]:
    """The same of what is said of a form elsewhere."""
    if code:
        yield "code", plain(code)
    if unit and scope == WHOLE:
        yield "whole", plain(unit)
    elif unit and project:
        yield "project", plain(unit), plain(project)


def may_be_one(form: ReviewedForm, other: ReviewedForm) -> bool:
    """Whether both may be of one year and one department; a form need not say either, and one name
    of a department may be short for the other."""
    one, two = plain(form.department), plain(other.department)
    return (one in two or two in one) and (
        form.year is None or other.year is None or form.year == other.year)


def told_of_versions(gathered: Gathered, sentences: Sentences) -> None:
    """A form that was handed in more than once with other content: which one counts?"""
    for first, *others in versions(gathered):
        form = gathered.forms[first].form
        what = "单位" if form.scope == WHOLE else "项目"
        this, *those = _called(gathered, [first, *others])
        told = finding("form-twice", what=what, count=str(len(others) + 1),
                       others="、".join(those), this=this)
        gathered.attach(first, list(problems([(told, "")], form.key, sentences)))


def versions(gathered: Gathered) -> list[list[int]]:
    """The places of the forms that were handed in more than once."""
    groups: list[list[int]] = []
    known: dict[Name, list[list[int]]] = {}
    for place, brief in enumerate(gathered.forms):
        own = list(names(brief.form))
        near = [group for name in own for group in known.get(name, ())
                if all(may_be_one(brief.form, gathered.forms[each].form) for each in group)]
        group = near[0] if near else []
        if not near:
            groups.append(group)
        group.append(place)
        for name in own:
            known.setdefault(name, []).append(group)
    return [group for group in groups if len(group) > 1]


def _called(gathered: Gathered, places: Sequence[int]) -> list[str]:
    """The forms by their files, as those who handed them in know them; by their folders too only
    where two files have one name."""
    briefs = [gathered.forms[each] for each in places]
    files = [PurePosixPath(gathered.files[each.file].file) for each in briefs]
    counts = Counter(each.name for each in dict.fromkeys(files))
    return [_file_said(brief.form, file.name if counts[file.name] == 1 else file.as_posix())
            for brief, file in zip(briefs, files, strict=True)]


def _file_said(form: ReviewedForm, file: str) -> str:
    where = f"第{form.number}张" if form.number > 1 else ""
    total = form.filed_total
    return f"“{file}”{where}" + (f"（自评总分{show(total)}分）" if total is not None else "")


def called_alike(gathered: Gathered) -> Mapping[tuple[int, int], str]:
    """By file and number, the forms whose unit and project another form names too: the name of the
    file that each lies in, with its folder and its number there as far as they are needed."""
    groups: dict[Name, list[Brief]] = {}
    for brief in gathered.forms:
        groups.setdefault(tuple(map(plain, brief.whose[1:])), []).append(brief)
    found: dict[tuple[int, int], str] = {}
    for group in groups.values():
        files = Counter(each.file for each in group)
        last = Counter(_last(gathered, file) for file in files)
        for brief in group if len(group) > 1 else ():
            name = _last(gathered, brief.file)
            where = f"第{brief.form.number}张" if files[brief.file] > 1 else ""
            found[brief.file, brief.form.number] = (
                name if last[name] == 1 else gathered.files[brief.file].file) + where
    return found


def _last(gathered: Gathered, file: int) -> str:
    return PurePosixPath(gathered.files[file].file).name
