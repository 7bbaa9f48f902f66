"""What the letters are about: the problems to be sent, by whom they are sent to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from addin.library.typography import full_width
from addin.pages.review import tables as t
from addin.pages.review.read import Round, Row, figure, text
from addin.pages.review.years import main_year, said_years

_WHOLE = "部门整体支出"


@dataclass(frozen=True, slots=True)
class Point:
    """One problem as it stands in 问题清单, where a person may have put it into other words."""

    number: int
    """Counted through the letter, from 1."""
    said: str
    severity: str
    unit: str
    project: str
    form: str
    """The form as a letter names it: 《2023年度项目支出绩效自评表》（改造项目）."""
    indicator: str = ""
    cells: str = ""
    stands: str = ""
    key: str = ""
    form_key: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: to a department about itself and its units, or to one unit."""

    to: str
    """Empty where the forms do not say whose they are."""
    file_name: str
    """What its files are called after."""
    copy_to: str
    """抄送: the department, where the letter goes to one of its units."""
    years: str
    """2023年度; 2022、2023年度 where no one of them is clearly the pile's; empty where none is said."""
    place: str
    """Whose bureau writes; empty where neither its forms nor the others say so."""
    forms: tuple[str, ...]
    """Every form that was handed in, with problems or without."""
    units: tuple[str, ...]
    """Whose forms they are."""
    points: tuple[Point, ...]
    files: tuple[str, ...] = ()
    """Where nobody is named: the files, by which the desk finds out whose they are."""


def letters_of(found: Round, *, each_unit: bool = False) -> list[Letter]:
    """The letters that 问题清单 asks for (发函 是), in its order; none to whom nothing is sent."""
    forms: dict[str, list[Row]] = {}
    main = main_year(_years(found.rows(t.SUMMARY)))
    bureau = _agreed([text(row, t.PLACE) for row in found.rows(t.SUMMARY)])
    for row in found.rows(t.SUMMARY):
        forms.setdefault(_addressee(row, each_unit), []).append(row)
    sent: dict[str, list[Row]] = {}
    for row in found.rows(t.PROBLEMS):
        if text(row, t.LETTER) == t.YES:
            sent.setdefault(_addressee(row, each_unit), []).append(row)
    return [_letter(to, rows, forms.get(to, []), main, bureau, each_unit=each_unit)
            for to, rows in sent.items()]


def _addressee(row: Row, each_unit: bool) -> str:
    department, unit = text(row, t.DEPARTMENT), text(row, t.UNIT)
    return (unit or department) if each_unit else (department or unit)


def _letter(to: str, rows: Sequence[Row], forms: Sequence[Row], main: int | None, bureau: str, *,
            each_unit: bool) -> Letter:
    years = list(_years(forms))
    called = {(text(row, t.KEY), text(row, t.FILE)): form_called(row) for row in forms}
    above = text(rows[0], t.DEPARTMENT) if each_unit else ""
    nobody = to.startswith(t.NOBODY)
    return Letter(
        "" if nobody else to, f"未写单位-{to.removeprefix(t.NOBODY)}" if nobody else to,
        "" if above == to else above, f"{main}年度" if main in years else said_years(years),
        _agreed([place for row in forms if (place := text(row, t.PLACE))]) or bureau, tuple(map(form_called, forms)),
        tuple(dict.fromkeys(map(_unit, forms))), tuple(_points(_by_form(rows), called)),
        tuple(dict.fromkeys(PurePosixPath(text(row, t.FILE)).name for row in forms)) * nobody)


def _years(rows: Iterable[Row]) -> Iterator[int]:
    return (int(year) for row in rows if (year := figure(row, t.YEAR)) is not None)


def _by_form(rows: Sequence[Row]) -> list[Row]:
    """The problems of each form together, in the order in which units and forms first appear."""
    units = {unit: place for place, unit in enumerate(dict.fromkeys(map(_unit, rows)))}
    forms = {form: place for place, form in enumerate(dict.fromkeys(map(_form, rows)))}
    return sorted(rows, key=lambda row: (units[_unit(row)], forms[_form(row)]))


def _points(rows: Iterable[Row], called: dict[tuple[str, str], str]) -> Iterator[Point]:
    for number, row in enumerate(rows, 1):
        yield Point(
            number, text(row, t.MESSAGE), text(row, t.SEVERITY), _unit(row), text(row, t.PROJECT),
            called.get(_form(row), "《绩效自评表》"), text(row, t.INDICATOR),
            text(row, t.CELLS), text(row, t.STANDS), text(row, t.KEY), text(row, t.FORM_KEY))


def _form(row: Row) -> tuple[str, str]:
    return text(row, t.FORM_KEY), text(row, t.FILE)


def _unit(row: Row) -> str:
    """Empty where the form does not say whose it is."""
    named = text(row, t.UNIT) or text(row, t.DEPARTMENT)
    return "" if named.startswith(t.NOBODY) else named


def form_called(row: Row) -> str:
    """A row of 汇总 as a letter names the form: 《2023年度项目支出绩效自评表》（改造项目）."""
    year, scope, project = text(row, t.YEAR), text(row, t.SCOPE), text(row, t.PROJECT)
    title = f"《{f'{year}年度' if year else ''}{scope}绩效自评表》"
    return f"{title}（{full_width(project)}）" if project and scope != _WHOLE else title


def _agreed(places: Sequence[str]) -> str:
    """The one place that at least half of them name and none contradicts; else empty, to be filled
    in: a stray form does not sign for all."""
    named = [each for each in places if each]
    return named[0] if len(set(named)) == 1 and 2 * len(named) >= len(places) else ""


def by_unit(points: Sequence[Point]) -> Iterator[tuple[str, list[tuple[str, list[Point]]]]]:
    """The points under their units and forms; they stand in that order already."""
    for unit, of_unit in groupby(points, key=lambda point: point.unit):
        yield unit, [(form, list(of_form)) for form, of_form
                     in groupby(of_unit, key=lambda point: point.form)]
