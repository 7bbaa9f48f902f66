"""The verb report: a finished Word report from a scored form."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from addin.assess import Assessed, assess
from addin.books.book import Book
from addin.books.files import open_book, save_book, save_document
from addin.errors import UserError
from addin.library import Library
from addin.report.page import NAME, material_page
from addin.verbs import printing
from addin.verbs.as_json import as_json
from scoring.finding import SEVERITY_WORDS

SCHEMA = "pe-report/1"


def report(options: argparse.Namespace) -> int:
    """pe report FILE -o OUT.docx: refuses while something is missing, unless it is a draft."""
    from addin.report.make import report as made_of

    library, book = Library(options.rulesets), open_book(options.file)
    one = _only(options, book, library)
    if options.materials:
        return _with_page(options, book, one, library)
    made = made_of(book, one, library, summary=options.summary, draft=options.draft,
                   charted=options.chart)
    if made.missing and not options.draft:
        raise UserError(_refusal(options.file, book, [f"{each.name}：{each.where}"
                                                      for each in made.missing]))
    content, masked = made.content, ()
    if options.public:
        from addin.redact.public import redact_docx

        content, masked = redact_docx(content)
    save_document(content, options.output)
    missing = [each.name for each in made.missing]
    if options.json:
        _print([json.dumps({**json.loads(as_json(one, str(options.file))), "schema": SCHEMA,
                            "output": str(options.output), "template": made.template,
                            "missing": missing}, ensure_ascii=False)])
    else:
        _print(_told(options.output, one, missing))
        if options.public:
            from addin.redact.public import told

            _print(told(masked))
    return int(one.has_errors)


def _only(options: argparse.Namespace, book: Book, library: Library) -> Assessed:
    try:
        forms = list(assess(book, library, ruleset=options.ruleset, sheet=options.sheet))
    except UserError as error:
        raise UserError(f"{options.file}：{error}") from error
    if len(forms) > 1:
        names = "、".join(one.form.sheet for one in forms)
        raise UserError(f"{options.file}：有 {len(forms)} 张自评表（{names}），请用 --sheet 指明一张")
    return forms[0]


def _with_page(options: argparse.Namespace, book: Book, one: Assessed, library: Library) -> int:
    """The workbook with an empty 报告素材 added."""
    if NAME in book.sheets:
        raise UserError(f"{options.file}：已经有“{NAME}”表，不再添加")
    book.put_page(material_page(library.outline(one.scorecard.ruleset)))
    save_book(book, options.output, source=options.file)  # type: ignore[arg-type]
    _print([f"已加上“{NAME}”表，存为 {options.output}"])
    return 0


def _refusal(file: Path, book: Book, missing: Iterable[str]) -> str:
    lines = "\n".join(f"  · {each}" for each in missing)
    advice = "补齐后再试；先看样子用 --draft，缺的地方写作【待补充：…】"
    if NAME not in book.sheets:
        advice = f"工作簿里没有“{NAME}”表，可用 --materials -o 新文件.xlsx 加上。{advice}"
    return f"{file}：报告还缺\n{lines}\n{advice}"


def _told(output: Path, one: Assessed, missing: Iterable[str]) -> Iterable[str]:
    errors = [each for each in one.findings if each.severity == "error"]
    if errors:
        yield f"自评表与评分办法不符（{SEVERITY_WORDS['error']} {len(errors)} 条），报告照自评表所填写："
        yield from list(printing.findings(errors))[1:]
    if listed := "、".join(missing):
        yield f"待补充：{listed}"
    yield f"已存为 {output}"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
