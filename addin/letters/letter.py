"""What the letters are about: the problems to be sent, by whom they are sent to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from addin.letters.standing import is_away, standing
from addin.library.typography import full_width
from addin.pages.review import tables as t
from addin.pages.review.by_hand import problems_of
from addin.pages.review.read import Round, Row, figure, text
from addin.pages.review.years import main_year, said_years

_WHOLE = "部门整体支出"
_OF_A_REPORT = "report-"
FORM, REPORT = "自评表", "自评报告"
Name = tuple[str, str]
"""The form's key and its file."""


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
    """The form as a letter names it: 《2023年度项目支出绩效自评表》（改造项目）; its report, where the
    problem is the report's."""
    indicator: str = ""
    cells: str = ""
    stands: str = ""
    key: str = ""
    form_key: str = ""
    what: str = FORM
    """What is to be mended: 自评表, 自评报告."""
    standing: str = ""
    """What became of it since the last letter, where it was in one: 上次已反馈，未更正."""
    unjudged: bool = False
    """Whether the unit has explained itself and nobody has said yet what is made of it."""

    @property
    def whole(self) -> str:
        """The sentence with what became of the problem."""
        return f"{self.said}（{self.standing}）" if self.standing else self.said


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
    """2023年度; 2022、2023年度 where no one of them is clearly the pile's; empty where its own
    forms say none: the year of other units' forms is not theirs."""
    place: str
    """Whose bureau writes; empty where neither its forms nor the others say so."""
    forms: tuple[str, ...]
    """Every form that was handed in, with problems or without."""
    units: tuple[str, ...]
    """Whose forms they are."""
    points: tuple[Point, ...]
    files: tuple[str, ...] = ()
    """Where nobody is named: the files, by which the desk finds out whose they are."""
    away: tuple[str, ...] = ()
    """Forms with problems in the last letter that were not handed in again."""
    again: bool = False
    """Whether it follows up an earlier one."""
    undated: tuple[str, ...] = ()
    """The files of its forms that name no year: those with problems, or all where none does."""


def letters_of(found: Round, *, each_unit: bool = False) -> list[Letter]:
    """The letters that 问题清单 asks for (发函 是), in its order; none to whom nothing is sent."""
    forms: dict[str, list[Row]] = {}
    listed = found.rows(t.SUMMARY)
    here = [row for row in listed if text(row, t.RESENT) not in t.ABSENT]
    states = {text(row, t.KEY): text(row, t.RESENT) for row in listed}
    main = main_year(_years(here or found.rows(t.PROBLEMS)))
    bureau = _agreed([text(row, t.PLACE) for row in here])
    for row in here:
        forms.setdefault(_addressee(row, each_unit), []).append(row)
    sent: dict[str, list[Row]] = {}
    for row in problems_of(found):
        if text(row, t.LETTER) == t.YES:
            sent.setdefault(_addressee(row, each_unit), []).append(row)
    return [_letter(to, rows, forms.get(to, []), main, bureau, states, each_unit=each_unit)
            for to, rows in sent.items()]


def _addressee(row: Row, each_unit: bool) -> str:
    department, unit = text(row, t.DEPARTMENT), text(row, t.UNIT)
    return (unit or department) if each_unit else (department or unit)


def _letter(to: str, rows: Sequence[Row], forms: Sequence[Row], main: int | None, bureau: str,
            states: Mapping[str, str], *, each_unit: bool) -> Letter:
    """``states``: 重报情况 of every form by its key."""
    away = [row for row in rows if is_away(row, states)]
    filed = [*forms, *away]
    years = list(_years(filed))
    called = _called(to, forms, rows)
    above = text(rows[0], t.DEPARTMENT) if each_unit else ""
    nobody = to.startswith(t.NOBODY)
    place = _agreed([said for row in filed if (said := text(row, t.PLACE))])
    return Letter(
        "" if nobody else to, f"未写单位-{to.removeprefix(t.NOBODY)}" if nobody else to,
        "" if above == to else above,
        f"{main}年度" if main and (main in years or not filed) else said_years(years),
        place or bureau, tuple(called[_own_form(row)] for row in forms),
        tuple(dict.fromkeys(map(_unit, forms))), tuple(_points(_by_form(rows), called, states)),
        tuple(_files([text(row, t.FILE) for row in forms]).values()) * nobody,
        tuple(dict.fromkeys(_of(to, row, called[_form(row)]) for row in away)),
        any(text(row, t.STATE) not in ("", t.NEW) for row in rows)
        or any(text(row, t.OURS_BEFORE) for row in forms),
        tuple(_files([text(row, t.FILE) for row in forms if figure(row, t.YEAR) is None
                      and (not years or _own_form(row) in {*map(_form, rows)})]).values()))


def _years(rows: Iterable[Row]) -> Iterator[int]:
    return (int(year) for row in rows if (year := figure(row, t.YEAR)) is not None)


def _by_form(rows: Sequence[Row]) -> list[Row]:
    """The problems of each form together, in the order in which units and forms first appear."""
    units = {unit: place for place, unit in enumerate(dict.fromkeys(map(_unit, rows)))}
    forms = {form: place for place, form in enumerate(dict.fromkeys(map(_form, rows)))}
    return sorted(rows, key=lambda row: (units[_unit(row)], forms[_form(row)], _what(row) != FORM))


def _points(rows: Iterable[Row], called: Mapping[Name, str],
            states: Mapping[str, str]) -> Iterator[Point]:
    for number, row in enumerate(rows, 1):
        yield Point(
            number, text(row, t.MESSAGE), text(row, t.SEVERITY), _unit(row), text(row, t.PROJECT),
            _of_what(row, called[_form(row)], states), text(row, t.INDICATOR),
            text(row, t.CELLS), text(row, t.STANDS), text(row, t.KEY), text(row, t.FORM_KEY),
            _what(row), standing(row, _what(row), states),
            bool(text(row, t.TOLD)) and not text(row, t.OPINION))


def _what(row: Row) -> str:
    return REPORT if text(row, t.FINDING).startswith(_OF_A_REPORT) else FORM


def _of_what(row: Row, called: str, states: Mapping[str, str]) -> str:
    """The form's name, or its report's; with a word where it was not handed in again."""
    said = called.replace(f"{FORM}》", f"{_what(row)}》", 1)
    return with_more(said, "未重新报送") if is_away(row, states) else said


def _form(row: Row) -> Name:
    return text(row, t.FORM_KEY), text(row, t.FILE)


def _own_form(row: Row) -> Name:
    """The same of a row of 汇总."""
    return text(row, t.KEY), text(row, t.FILE)


def _unit(row: Row) -> str:
    """Empty where the form does not say whose it is."""
    named = text(row, t.UNIT) or text(row, t.DEPARTMENT)
    return "" if named.startswith(t.NOBODY) else named


def _called(to: str, forms: Sequence[Row], problems: Sequence[Row]) -> Mapping[Name, str]:
    """Every form as the letter names it: with its file where two of a unit have one name."""
    rows = {**{_form(row): row for row in problems}, **{_own_form(row): row for row in forms}}
    counts = Counter(_of(to, row, form_called(row)) for row in rows.values())
    files = _files([file for _, file in rows])
    return {name: form_called(
        row, files[name[1]] if counts[_of(to, row, form_called(row))] > 1 else "")
            for name, row in rows.items()}


def _files(files: Iterable[str]) -> Mapping[str, str]:
    """Every file by what a letter calls it: with its folder where two have one name."""
    names = {file: PurePosixPath(file).name for file in files}
    counts = Counter(names.values())
    return {file: name if counts[name] == 1 else file for file, name in names.items()}


def _of(to: str, row: Row, called: str) -> str:
    """The form with its unit, where the letter goes to another."""
    unit = _unit(row)
    return called if unit == to else f"{unit}{called}"


def form_called(row: Row, file: str = "") -> str:
    """The form of a row as a letter names it: 《2023年度项目支出绩效自评表》（改造项目）."""
    year, scope, project = text(row, t.YEAR), text(row, t.SCOPE), text(row, t.PROJECT)
    more = (_brackets(full_width(project)) if scope != _WHOLE else "",
            f"文件“{file}”" if file else "")
    return with_more(f"《{f'{year}年度' if year else ''}{scope}绩效{FORM}》", *filter(None, more))


def _brackets(name: str) -> str:
    return name.replace("(", "（").replace(")", "）")


def with_more(called: str, *more: str) -> str:
    """The form's name with more in its brackets."""
    for each in more:
        called = f"{called[:-1]}，{each}）" if called.endswith("）") else f"{called}（{each}）"
    return called


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
