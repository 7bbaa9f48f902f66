"""The verbs of ``pe`` that make a form: blank, as published, as it is filed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from addin.books.files import open_book, save_book
from addin.books.xlsx.closed import BookFile
from addin.errors import UserError, about
from addin.library.library import Library
from addin.library.outline import Outline
from addin.terminal.printing import kept, say
from scoring.rules.ruleset import Ruleset

_NOT_A_WORKBOOK = {
    True: "上报版只能从 .xlsx、.xlsm 工作簿生成。Word 自评表不用另做：填好、核对过的 .docx 本身只有数值，"
          "直接上报；旁边的“…-评分依据.xlsx”留着自己用",
    False: "上报版只能从 .xlsx、.xlsm 工作簿生成，请先另存为 .xlsx",
}


def new(options: argparse.Namespace) -> int:
    """pe new RULESET [--year Y] -o FILE: the blank official workbook, by the rules of that year
    where there are some, and else for that year by the ruleset that was asked for."""
    from addin.desk.new_form import new as blank
    from addin.desk.new_form import without_answers

    if options.protect and not options.formulas:
        raise UserError("--protect 要与 --formulas 一起用")
    library = Library(options.rulesets)
    ruleset = library.find(options.ruleset)
    if options.year is not None:
        ruleset = library.of_year(ruleset, options.year)
    emptied: list[str] = []

    def made(outline: Outline | None) -> BookFile:
        book = blank(ruleset, library.blank_file(ruleset), outline, year=options.year)
        emptied.extend(without_answers(book, ruleset, library))
        return book

    code = _made(options, library, ruleset, made, _new_said(ruleset, options.year))
    if emptied:
        said = f"空白表里已清空实际完成值、得分、资金、原因等 {len(emptied)} 格"
        say([f"官方表是填过的：{said}，年度指标值、分值照印，请核对标题、单位和签字栏。"])
    return code


def _new_said(ruleset: Ruleset, year: int | None) -> str:
    """Which year the blank is for, and which year's rules serve it."""
    if year is None or year == ruleset.year:
        return "已新建 {path}（{title}）"
    of_a_year = ruleset.year is not None and not ruleset.is_national
    other = f"（没有{year}年度的评分办法）" if of_a_year else ""
    return f"已新建 {{path}}：印的是{year}年度，按《{{title}}》计分{other}"


def sample(options: argparse.Namespace) -> int:
    """pe sample RULESET -o FILE: the published filing as printed."""
    from addin.desk.new_form import sample as published

    library = Library(options.rulesets)
    ruleset = library.find(options.ruleset)
    return _made(options, library, ruleset,
                 partial(published, ruleset, library.form_folder(ruleset.form),
                         scored=not options.unscored),
                 "已存为 {path}（{title}，公布的自评表样例）")


def _made(options: argparse.Namespace, library: Library, ruleset: Ruleset,
          make: Callable[..., BookFile], said: str) -> int:
    book = make(outline=library.outline(ruleset))
    if getattr(options, "formulas", False):
        from addin.desk.self_scoring import make_self_scoring

        make_self_scoring(book, ruleset, library, protected=options.protect)
    aside = save_book(book, options.output)
    say([said.format(path=options.output, title=ruleset.title)])
    say(kept(aside))
    return 0


def export(options: argparse.Namespace) -> int:
    """pe export FILE -o OUT: the form with values alone, as it is filed."""
    from addin.books.docx.closed import DocxBook
    from addin.books.files import save_document
    from addin.books.xlsx.values_only import values_only
    from addin.desk.ready import worth_saying

    book = open_book(options.file)
    if not isinstance(book, BookFile):
        raise UserError(f"{options.file}：{_NOT_A_WORKBOOK[isinstance(book, DocxBook)]}")
    with about(options.file):
        content = values_only(book.original)
        lacking = worth_saying(book, Library(options.rulesets))
    aside = save_document(content, options.output, ".xlsx", source=options.file)
    say([f"上报版已存为 {options.output}（只有数值，不含公式和本程序的工作表）", *lacking,
         *kept(aside)])
    return 0
