"""The verb report: a finished report from a scored form, as a Word document or in the form."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from addin.books.book import Readable, own_sheet
from addin.books.companions import beside
from addin.books.files import Storable, open_book, save_copy, save_document, writable
from addin.desk.assess import assess
from addin.desk.telling import asked_about, asked_scores, disagreement, the_form
from addin.errors import UserError, about
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.pages.materials import NAME, material_page
from addin.report.gaps import Gap, lacking
from addin.terminal import printing
from addin.terminal.as_json import as_json
from addin.terminal.refusals import refusal_told

if TYPE_CHECKING:
    from addin.report.make import Report

SCHEMA = "pe-report/1"
_WORKBOOKS = (".xlsx", ".xlsm")


def report(options: argparse.Namespace) -> int:
    """pe report FILE -o OUT: a Word document, or the form itself with the report written in."""
    library = Library(options.rulesets)
    with refusal_told(options.file, as_json=options.json):
        book = open_book(options.file)
        forms = _forms(options, book, library)
    if options.materials or options.output.suffix.lower() in _WORKBOOKS:
        with about(options.file):
            one = the_form(forms, "请用 --sheet 指明一张，或用 --form 指明第几张")
        write = _with_page if options.materials else _into_form
        return write(options, book, one, library)
    return _documents(options, book, forms, library)


def _documents(options: argparse.Namespace, book: Readable, forms: Sequence[Assessed],
               library: Library) -> int:
    """A report for each form. None is written while something is missing, unless they are
    drafts."""
    from addin.report.make import report as made_of

    reports = [made_of(book, one, library, summary=options.summary, charted=options.chart)
               for one in forms]
    _refuse_missing(options, book, list({(gap.name, gap.where): gap for made in reports
                                         for gap in made.missing}.values()))
    contents = [_content(options, made) for made in reports]
    for one, made, (content, covered) in zip(forms, reports, contents, strict=True):
        output = options.output if len(forms) == 1 else _numbered(options.output, one.form.number)
        _store(options, one, made, content, covered, output)
    return int(any(one.has_errors for one in forms))


def _numbered(output: Path, number: int) -> Path:
    """报告-2.docx for the second form of a workbook."""
    return output.with_name(f"{output.stem}-{number}{output.suffix}")


def _content(options: argparse.Namespace, made: Report) -> tuple[bytes, list[str]]:
    """The document, and what was masked in it where it is for the public."""
    if not options.public:
        return made.content, []
    from addin.redact.public import redact_docx, told

    published = redact_docx(made.content, confirmed=options.confirmed)
    return published.content, list(told(published))


def _store(options: argparse.Namespace, one: Assessed, made: Report, content: bytes,
           covered: Sequence[str], output: Path) -> None:
    kept = save_document(content, output, source=options.file)
    if options.json:
        _print([_json(options, output, one, made.missing, template=made.template,
                      marks=list(made.marks), otherwise=[*made.otherwise, *made.sections])])
    else:
        if output != options.output:
            _print([f"{one.form.number} {one.form.called}"])
        _print(_told(output, one, made.missing))
        _print(made.told())
        _print(_asked(one))
        _print([*covered, *printing.kept(kept)])


def _into_form(options: argparse.Namespace, book: Readable, one: Assessed, library: Library) -> int:
    """The workbook with the empty parts of its report written; what the clerk wrote stands."""
    from addin.report.make import after_writing, form_sections
    from addin.report.marks import marks_in
    from addin.report.sections import marks_told, missing_in, told, write_sections

    outline = library.outline(one.scorecard.ruleset, one.form.filing.about.transfer)
    if not outline.sections:
        raise UserError(f"{options.file}：按“{outline.name}”出的报告是 Word 文档，没有写进自评表的段落，"
                        f"输出文件名应以 .docx 结尾，现在是 {options.output.name}")
    if options.summary or options.chart or options.public:
        raise UserError("--summary、--chart、--public 只用于 Word 报告（.docx）；"
                        "自评表的公开版用 pe public")
    made = form_sections(book, one, outline)
    missing = missing_in(made)
    _refuse_missing(options, book, missing)
    written = writable(book)
    outcomes = write_sections(written, made)
    one = after_writing(one, made)
    kept = _save(options, written)
    if options.json:
        _print([_json(options, options.output, one, missing, sections=[
            {"field": each.field, "cell": each.cell, "outcome": outcome,
             "marks": list(marks_in([each.standing(outcome)]))}
            for each, outcome in outcomes])])
    else:
        _print(told(outcomes))
        _print(marks_told(outcomes))
        _print([*_told(options.output, one, missing), *printing.kept(kept)])
    return int(one.has_errors)


def _forms(options: argparse.Namespace, book: Readable, library: Library) -> Sequence[Assessed]:
    with about(options.file):
        return list(assess(book, library, ruleset=options.ruleset, sheet=options.sheet,
                           number=options.form))


def _with_page(options: argparse.Namespace, book: Readable, one: Assessed, library: Library) -> int:
    """The workbook with an empty 报告素材 added."""
    if own_sheet(book, NAME) is not None:
        raise UserError(f"{options.file}：已经有“{NAME}”表，不再添加")
    written = writable(book)
    outline = library.outline(one.scorecard.ruleset, one.form.filing.about.transfer)
    written.put_page(material_page(outline))
    kept = _save(options, written)
    _print([*_with_page_told(written, options.output), *printing.kept(kept)])
    return 0


def _with_page_told(book: Storable, output: Path) -> Iterable[str]:
    """Which file is to be filled in: a document's sheet lies beside it."""
    for added in book.beside():
        if added == f"-{NAME}.xlsx":
            yield f"“{NAME}”表在 {beside(output, added)}，请填这个文件，两个文件放在一起"
            yield f"自评表存为 {output}"
            return
    yield f"已加上“{NAME}”表，存为 {output}"


def _save(options: argparse.Namespace, book: Storable) -> Path | None:
    return save_copy(book, options.output, options.file)


def _refuse_missing(options: argparse.Namespace, book: Readable, missing: Sequence[Gap]) -> None:
    if not missing or options.draft:
        return
    lines = "\n".join(lacking(missing))
    advice = "补齐后再试；先看样子用 --draft，缺的地方写作【待补充：…】"
    if own_sheet(book, NAME) is None:
        suffix = ".docx" if options.file.suffix.lower() == ".docx" else ".xlsx"
        command = f"pe report {printing.typed(options.file)} --materials -o 新文件{suffix}"
        advice = f"没有“{NAME}”表，运行 {command} 加上。{advice}"
    raise UserError(f"{options.file}：报告还缺\n{lines}\n{advice}")


def _json(options: argparse.Namespace, output: Path, one: Assessed, missing: Sequence[Gap],
          **more: Any) -> str:
    return json.dumps({**json.loads(as_json(one, str(options.file))), "schema": SCHEMA,
                       "output": str(output), **more,
                       "missing": [each.name for each in missing]}, ensure_ascii=False)


def _told(output: Path, one: Assessed, missing: Sequence[Gap]) -> Iterable[str]:
    if one.has_errors:
        yield f"{disagreement(one)}："
        yield from map(printing.finding, one.errors)
    if listed := "、".join(each.name for each in missing):
        yield f"待补充：{listed}"
    yield f"已存为 {output}"


def _asked(one: Assessed) -> Iterable[str]:
    """The scores that a person is asked about."""
    if asked := asked_scores(one):
        yield f"{asked_about(one)}："
        yield from map(printing.finding, asked)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
