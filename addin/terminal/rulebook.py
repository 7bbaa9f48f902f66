"""``pe rules export`` and ``pe rules draft``: a ruleset as a workbook that a person keeps."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator

from addin.books.files import open_book, save_document
from addin.desk.draft_rules import Draft
from addin.desk.draft_rules import draft as draft_of
from addin.errors import UserError, about
from addin.library.library import WORKBOOK, Library
from addin.pages.rulebook import COMPARED, COMPARED_COLUMNS, workbook
from addin.terminal import printing
from scoring.clauses.strict.words import CannotTellError
from scoring.rulefile.workbook.load import told
from scoring.rulefile.workbook.method import ITEM
from scoring.rulefile.workbook.tables import METHOD


def export(options: argparse.Namespace) -> int:
    """pe rules export ID -o FILE.xlsx: the ruleset as rows; refused with the names of the rules
    that rows cannot say."""
    ruleset = Library(options.rulesets).find(options.ruleset)
    try:
        tables = told(ruleset)
    except CannotTellError as error:
        raise UserError(f"评分办法 {ruleset.id} 有表格写不出的规则，请改用 YAML：\n{error}") from None
    kept = save_document(workbook(tables, ruleset.title), options.output, WORKBOOK)
    counted = {"个指标": len(ruleset.indicators), "条分类计分规则": len(ruleset.defaults)}
    held = "、".join(f"{count} {what}" for what, count in counted.items() if count)
    sys.stdout.write(f"已存为 {options.output}（{ruleset.title}，{held}）\n")
    sys.stdout.writelines(f"{line}\n" for line in printing.kept(kept))
    return 0


def draft(options: argparse.Namespace) -> int:
    """pe rules draft FORM -o FILE.xlsx: the form's indicators with the rules that it prints."""
    last = None if options.since is None else open_book(options.since)
    book = open_book(options.file)
    with about(options.file):
        made = draft_of(book, options.file.name, Library(options.rulesets), last)
    tables = dict(made.tables)
    if last is not None:
        tables[COMPARED] = [dict(zip(COMPARED_COLUMNS, (
            one.name, one.state, one.before, one.now, one.rule), strict=True))
            for one in made.compared]
    kept = save_document(workbook(tables, made.title, made.marked), options.output, WORKBOOK,
                         source=options.file)
    sys.stdout.writelines(f"{line}\n" for line in (*_told(made, options), *printing.kept(kept)))
    return 0


def _told(made: Draft, options: argparse.Namespace) -> Iterator[str]:
    yield f"已存为 {options.output}（{made.title}）"
    clauses = len(made.rows) - len(made.silent)
    yield f"共{len(made.rows)}个指标，{clauses}个印有评分标准，读懂{made.read}个"
    if made.unread:
        yield f"没有读懂、请人写的：{'、'.join(made.unread)}"
    if made.silent:
        yield f"没有印评分标准、由人认定的：{'、'.join(made.silent)}"
    if made.notes:
        yield f"表下的注没有读懂、请对照着改“评分办法”“办法”两张表的：{'；'.join(made.notes)}"
    if made.compared:
        counts = Counter(one.state for one in made.compared)
        yield "与上年对照：" + "，".join(f"{state}{count}个" for state, count in counts.items())
    if unsure := [str(made.tables[METHOD][place][ITEM]) for name, place, _ in made.marked
                  if name == METHOD]:
        yield f"官方表上看不准、请在“办法”表黄色的格补上的：{'、'.join(unsure)}"
    yield (f"请逐行核对，一致的在“核对”写姓名、日期；改好后运行 pe rules check {printing.typed(options.output)}")
