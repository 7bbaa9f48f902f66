"""The verbs of ``pe`` on forms: open the closed file, run the shared command, save, report."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from addin.books.book import Readable
from addin.books.companions import beside
from addin.books.files import Storable, open_book, save_book, writable
from addin.books.xlsx.closed import BookFile
from addin.desk.ask_inputs import ask_inputs, where_to_type
from addin.desk.assess import assess
from addin.desk.fill import Change
from addin.desk.fill import fill as fill_book
from addin.desk.ways import Way
from addin.desk.ways import told as ways_told
from addin.errors import UserError, about
from addin.forms.assessed import Assessed
from addin.last_door import COULD_NOT, code_of, told
from addin.library.library import Library
from addin.terminal import printing
from addin.terminal.printing import say
from addin.terminal.refusals import refusal_told
from scoring.findings.catalogue import RETURNED
from scoring.findings.finding import Finding
from scoring.findings.grouped import joined, listed

_WRITABLE = (".xlsx", ".xlsm", ".docx", ".docm")
"""Files of these kinds can be filled in, and others not."""


def fill(options: argparse.Namespace) -> int:
    """pe fill FILE -o OUT: write the scores, add 评分依据 (beside a Word document)."""
    library = _library(options)
    with refusal_told(options.file, as_json=options.json):
        opened = open_book(options.file)
        assessed = _assess(options, options.file, opened, library, propose=options.propose)
    book = writable(opened)
    asked = [ask_inputs(book, assessed)] if options.inputs else []
    changes = fill_book(book, assessed, overwrite=options.overwrite,
                        results=options.rates)
    ways = _as_formulas(book, assessed, changes, options) if options.formulas else {}
    filled = _assess(options, options.file, book, library)
    target = options.file if options.in_place else options.output
    backup = save_book(book, target, source=options.file, in_place=options.in_place)
    told = [replace(one, findings=tuple(_of_others(now.findings)) if ways else now.findings)
            for one, now in zip(assessed, filled, strict=True)]
    if options.json:
        from addin.terminal.as_json import as_json

        say(as_json(one, str(options.file), ways) for one in told)
    else:
        say([*_filled(told, changes, options.file.name), *(
            asked or _where_to_type(options, options.file, book, told))])
        say(("", *ways_told(told, ways)) if options.formulas else ())
        others = [str(beside(target, added)) for added in book.beside()]
        replaced = f"，原文件备份为 {backup}" if backup and options.in_place else ""
        say([f"已存为 {'、'.join((str(target), *others))}{replaced}"])
        say(() if options.in_place else printing.kept(backup))
    return _exit_code(told)


def _where_to_type(options: argparse.Namespace, file: Path, book: Readable,
                   assessed: Iterable[Assessed]) -> Iterator[str]:
    """The command that adds the sheet for figures that are asked for, where it is not there."""
    ending = file.suffix if file.suffix.lower() in _WRITABLE else ".xlsx"
    source, made = file.with_suffix(ending), file.with_name(f"{file.stem}-补{ending}")
    first = "" if source == file else "先另存为 .xlsx，"
    rules = f" --ruleset {printing.typed(options.ruleset)}" if options.ruleset else ""
    command = f"pe fill {printing.typed(source)}{rules} --inputs -o {printing.typed(made)}"
    return where_to_type(book, assessed, f"{first}运行 {command}，补上")


def _of_others(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, but for those about formulas that have just been laid anew."""
    return (each for each in found if each.code.code not in RETURNED)


def _as_formulas(book: Storable, assessed: Sequence[Assessed],
                 changes: Sequence[Change], options: argparse.Namespace) -> Mapping[str, Way]:
    """Formulas over the values just written, and how each score stands now."""
    from addin.desk.self_scoring import fill_formulas

    if not isinstance(book, BookFile):
        raise UserError("Word 文档里写不了公式，请去掉 --formulas")
    return fill_formulas(book, assessed, changes, overwrite=options.overwrite)


def _filled(told: Iterable[Assessed], changes: Sequence[Change], file: str) -> Iterator[str]:
    """The scores as they were filed, what was done, and what is left to look at after it."""
    for one in told:
        yield from (*printing.scores(one, file), "")
    yield "回填："
    yield from printing.changes(changes) if changes else ["  没有需要写入的得分"]
    for one in told:
        yield from ("", *printing.findings(one.findings))


def audit(options: argparse.Namespace) -> int:
    """pe audit FILE…: a file that cannot be read is named, and the others are still audited."""
    library, worst = _library(options), 0
    if options.report is not None:
        from addin.terminal.report_audit import audit_report

        return audit_report(options, library)
    from addin.terminal.pile import pile

    files, audited, refused = pile(options.files), Counter[str](), 0
    for place, file in enumerate(files):
        _progress(place, len(files), file)
        try:
            with refusal_told(file, as_json=options.json):
                book = open_book(file)
                assessed = _assess(options, file, book, library)
        except UserError as error:
            sys.stderr.write(f"{error}\n")
            worst, refused = max(worst, COULD_NOT), refused + 1
            continue
        except Exception as error:  # noqa: BLE001 (one file's fault does not end the others)
            sys.stderr.write(f"{file}：{told(error)}\n")
            worst, refused = max(worst, code_of(error)), refused + 1
            continue
        for one in assessed:
            say(_audited(one, file, options.json))
        say(() if options.json else _where_to_type(options, file, book, assessed))
        audited.update(map(printing.verdict, assessed))
        worst = max(worst, _exit_code(assessed))
    if len(files) > 1 and not options.json:
        say(["", printing.tally(audited, len(files), refused)])
    return worst


def _audited(one: Assessed, file: Path, json: bool) -> Iterable[str]:
    if json:
        from addin.terminal.as_json import as_json

        return [as_json(one, str(file))]
    return printing.summary(one, file.name)


def explain(options: argparse.Namespace) -> int:
    """pe explain FILE: the arithmetic and clause of every score."""
    found, book = False, open_book(options.file)
    assessed = _assess(options, options.file, book, _library(options))
    for one in assessed:
        awards = [award for award in one.scorecard.awards
                  if not options.indicator or options.indicator in award.indicator]
        found = found or bool(awards)
        for award in awards:
            say(printing.explanation(award, one.scorecard.figures))
    if not found:
        named = f"名称含“{options.indicator}”的" if options.indicator else ""
        there = listed([award.indicator for one in assessed for award in one.scorecard.awards],
                       joined)
        raise UserError(f"{options.file}：没有{named}指标" + (f"，现有：{there}" if there else ""))
    say(_where_to_type(options, options.file, book, assessed))
    return 0


def _library(options: argparse.Namespace) -> Library:
    """The rulesets; one that was asked for is looked up before any file is opened."""
    library = Library(options.rulesets)
    if options.ruleset:
        library.find(options.ruleset)
    return library


def _assess(options: argparse.Namespace, file: Path, book: Readable, library: Library, *,
            propose: bool = False) -> Sequence[Assessed]:
    with about(file):
        return list(assess(book, library, ruleset=options.ruleset, sheet=options.sheet,
                           number=options.form, propose=propose))


def _exit_code(assessed: Iterable[Assessed]) -> int:
    return int(any(one.has_errors for one in assessed))


def _progress(place: int, count: int, file: Path) -> None:
    if count > 1 and sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{place + 1}/{count} {file.name}")
        if place + 1 == count:
            sys.stderr.write("\r\033[K")
