"""The parts of a report that are written into the form itself, as an outline's ``sections`` say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from addin.books.book import Book, Readable, split_address
from addin.errors import UserError
from addin.package.xml import LONGEST_TEXT
from addin.report.facts import Facts
from addin.report.gaps import DOUBT_MARK, DRAFT_MARK, Gap
from addin.report.template import Phrases
from addin.report.text import PARAGRAPH, clean

Outcome = Literal["written", "cut", "kept", "locked"]

_SAID: Mapping[Outcome, str] = {
    "written": "已写入自评表", "cut": "已写入自评表，但文字太长，行高到顶仍显示不全",
    "kept": "未改（表上已有，与“报告素材”和得分写成的不同）",
    "locked": "未写（工作表受保护）"}


@dataclass(frozen=True)
class Section:
    """One cell of the form. ``filed`` is what stands in it, ``text`` what the outline makes of
    报告素材 and the scores where these are enough for it. ``missing`` is what the cell lacks."""

    field: str
    cell: str
    filed: str
    text: str
    missing: tuple[Gap, ...]

    def __str__(self) -> str:
        """As it stands in the form, or is to stand there; what it lacks is then missing."""
        for gap in self.missing:
            str(gap)
        return self.filed or self.text


def sections(facts: Facts) -> Mapping[str, Section]:
    """The outline's sections by the form's fields. None is made of what stands in their own cells:
    otherwise a text once written would be written into itself."""
    outline, filing, gaps = facts.outline, facts.one.form.filing, facts.gaps
    if not outline.sections:
        return {}
    if unknown := [name for name in outline.sections if name not in filing.fields]:
        raise UserError(f"提纲“{outline.name}”要写进自评表的栏目，表上没有：{'、'.join(unknown)}")
    fields = {name: entry for name, entry in filing.fields.items() if name not in outline.sections}
    form = replace(facts.one.form, filing=replace(filing, fields=fields))
    known = replace(facts, one=replace(facts.one, form=form)).by_name()
    sentence = Phrases({**outline.phrases, **outline.sections}, known)
    made = {}
    for name in outline.sections:
        try:
            text, filed = _lines(sentence(name)), filing.fields[name]
        except UserError as error:
            raise UserError(f"提纲“{outline.name}”：{error}") from error
        missing = tuple(gaps.missing.values())
        gaps.missing.clear()
        stands = _lines(filed.text or filed.error)
        if _unmarked(stands) != stands:
            text = _remarked(stands, facts.doubts)
        if DRAFT_MARK in stands:
            missing = (gaps.gap(name, f"{filed.cell} 里还有{DRAFT_MARK}…】，请补写，或清空这一格"),)
        elif stands:
            text, missing = "" if missing and _unmarked(stands) == stands else text, ()
        made[name] = Section(name, filed.cell, stands, text, missing)
    return made


def missing_in(made: Iterable[Section]) -> list[Gap]:
    """What all of them together lack, each gap once."""
    return list({gap.name: gap for each in made for gap in each.missing}.values())


def write_sections(book: Book, made: Sequence[Section]) -> list[tuple[Section, Outcome]]:
    """Fill the cells that are empty, each with its text as text; tells what was done, and which
    cells hold something else. Raises UserError, with nothing written, when a text is too long."""
    outcomes = [(each, outcome) for each in made
                if (outcome := _outcome(book, each)) is not None]
    chosen = [each for each, outcome in outcomes if outcome == "written"]
    for each in chosen:
        length = len(_typed(each).encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise UserError(f"“{each.field}”有 {length} 字，一格最多写 {LONGEST_TEXT} 字，请精简"
                            "“报告素材”里的文字")
    return [(each, _write(book, each) if outcome == "written" else outcome)
            for each, outcome in outcomes]


def told(outcomes: Sequence[tuple[Section, Outcome]]) -> Iterator[str]:
    """A line for every kind of outcome, with fields and cells."""
    for outcome, said in _SAID.items():
        places = [f"{each.field}（{each.cell}）" for each, was in outcomes if was == outcome]
        if places:
            yield f"{said}：{'、'.join(places)}"
    if not any_written(outcomes):
        yield "没有空着的段落，自评表没有改动"


def any_written(outcomes: Sequence[tuple[Section, Outcome]]) -> bool:
    return any(was in ("written", "cut") for _, was in outcomes)


def _write(book: Book, section: Section) -> Outcome:
    place = split_address(section.cell)
    book.put(*place, _typed(section))
    return "written" if book.fit(*place) else "cut"


def _outcome(book: Readable, section: Section) -> Outcome | None:
    sheet, row, column = split_address(section.cell)
    if section.text in ("", section.filed) and section.filed:
        return None
    if section.filed and _unmarked(section.filed) == section.filed:
        return "kept"
    if book.grid(sheet).at(row, column).formula is not None:
        return "kept"
    return "locked" if book.locked(sheet, row, column) else "written"


def _unmarked(text: str) -> str:
    """A section without the marks that an earlier run wrote before it."""
    lines = text.split(PARAGRAPH)
    return PARAGRAPH.join(line for line in lines if not line.startswith(DOUBT_MARK))


def _remarked(text: str, doubts: Sequence[str]) -> str:
    """The same with the marks of today, so that nobody has to delete those that are settled."""
    marks = [f"{DOUBT_MARK}{each}】" for each in doubts]
    return PARAGRAPH.join((*marks, _unmarked(text)))


def _typed(section: Section) -> str:
    return section.text.replace(PARAGRAPH, "\n")


def _lines(text: str) -> str:
    return clean(text.replace(PARAGRAPH, "\n"))
