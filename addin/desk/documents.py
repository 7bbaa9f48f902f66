"""生成报告 and 公开版: what ``pe report`` and ``pe public`` make of a file, made of a copy of the
workbook as it stands in front: stored beside it, or written into its empty cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from addin.books.book import Book, Readable, own_sheet
from addin.books.files import open_book, read_file, save_document
from addin.books.host import Host
from addin.desk.assess import assess
from addin.desk.beside import beside, stored
from addin.desk.telling import asked_about, disagreement, the_form
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.library.outline import Outline
from addin.report.gaps import Gap, lacking

if TYPE_CHECKING:
    from addin.report.sections import Section


def write_report(host: Host, library: Library) -> str:
    """In the form itself where its outline has it so, else as a Word document beside it."""
    original = stored(host)
    with TemporaryDirectory() as folder:
        copy = open_book(_copied(host, original, Path(folder)))
    one = the_form(list(assess(copy, library)), "请先点开要出报告的那一张再按。",
                   front=host.front_sheet)
    outline = library.outline(one.scorecard.ruleset, one.form.filing.about.transfer)
    if outline.sections:
        from addin.report.make import after_writing, form_sections

        made = form_sections(copy, one, outline)
        one, lines = after_writing(one, made), _into_form(host.book, made, outline)
    else:
        lines = _as_document(host.book, copy, one, library, outline, original)
    said = [f"{line}；详见“校验本表”。" for line in (disagreement(one), asked_about(one)) if line]
    return "\n".join((*said, *lines))


def _into_form(book: Book, made: Sequence[Section], outline: Outline) -> Iterator[str]:
    """Nothing is written while something is missing. Only empty cells are filled, so that to clear
    them is to undo it, and a scoring can still be undone."""
    from addin.report.sections import (
        any_written,
        marks_told,
        missing_in,
        told,
        write_sections,
    )

    if missing := missing_in(made):
        yield "报告还缺，自评表没有改动："
        yield from _missing(book, outline, missing)
        return
    outcomes = write_sections(book, made)
    yield from told(outcomes)
    yield from marks_told(outcomes)
    if any_written(outcomes):
        yield "原来是空格或只写“无”，不要的清空即可。"


def _as_document(book: Book, copy: Readable, one: Assessed, library: Library, outline: Outline,
                 original: Path) -> Iterator[str]:
    """A draft while something is missing, and then the sheet to write it on."""
    from addin.report.make import report

    made = report(copy, one, library)
    kind = "报告草稿" if made.missing else "报告"
    target = beside(original, kind, ".docx")
    save_document(made.content, target)
    if made.missing:
        yield "报告还缺（草稿中写作【待补充：…】）："
        yield from _missing(book, outline, made.missing)
    yield from made.told()
    yield f"{kind}已存为：\n{target}"


def write_public(host: Host, *, confirmed: bool = False) -> str:
    """NotForThePublic, a refusal that can be asked about, where the workbook says that it is not
    and the clerk has not yet ``confirmed`` that it is."""
    from addin.redact.public import redact, told

    original = stored(host)
    with TemporaryDirectory() as folder:
        content = read_file(_copied(host, original, Path(folder)))
    made = redact(content, confirmed=confirmed)
    target = beside(original, "公开", made.suffix)
    save_document(made.content, target, made.suffix)
    return "\n".join((*told(made), f"公开版已存为：\n{target}"))


def _copied(host: Host, original: Path, folder: Path) -> Path:
    """The workbook with what is not yet saved."""
    copy = folder / original.name
    host.copy(copy)
    return copy


def _missing(book: Book, outline: Outline, missing: Sequence[Gap]) -> Iterator[str]:
    """What is missing and where to type it: the sheet for it is added where there is none."""
    from addin.pages.materials import NAME, material_page

    yield from lacking(missing)
    if own_sheet(book, NAME) is None:
        book.put_page(material_page(outline))
        yield f"已加上“{NAME}”表。"
    yield f"请填好“{NAME}”表的黄色格，再按一次。"
