"""The commands of the tab 绩效自评: each button runs the function of its name, on the workbook in
front. Progress is shown in the status bar, and one dialog says in the end what was done."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from addin.books.live.book import BookLive
from addin.errors import UserError
from addin.library.library import Library
from addin.ribbon import commands
from addin.tables.buttons import COMMANDS, TAB

_LABELS = {each.name: each.label for each in COMMANDS}


def _command(run: Callable[[BookLive], str]) -> Callable[[], None]:
    """The button: what goes wrong is told as what went well is."""
    @functools.wraps(run)
    def pressed() -> None:
        book = BookLive.front()
        app = book.book.app
        label = _LABELS[run.__name__]
        with app.properties(status_bar=f"{TAB}：正在{label}……", screen_updating=False):
            try:
                said, mode = run(book), "info"
            except UserError as error:
                said, mode = str(error), "critical"
        app.alert(said, f"{TAB} · {label}", mode=mode)

    return pressed


@_command
def score_values(book: BookLive) -> str:
    return commands.score_forms(book, Library())


@_command
def score_live(book: BookLive) -> str:
    return commands.score_forms(book, Library(), live=True)


@_command
def score_with_proposals(book: BookLive) -> str:
    return commands.score_forms(book, Library(), propose=True)


@_command
def score_overwrite(book: BookLive) -> str:
    return commands.score_forms(book, Library(), overwrite=True)


@_command
def undo_scores(book: BookLive) -> str:
    return commands.undo_scores(book, Library())


@_command
def freeze_values(book: BookLive) -> str:
    return commands.freeze_values(book)


@_command
def check_form(book: BookLive) -> str:
    return commands.check_form(book, Library())


@_command
def clear_marks(book: BookLive) -> str:
    return commands.clear_marks(book)


@_command
def export_for_filing(book: BookLive) -> str:
    from addin.ribbon.filing_copy import filing_copy

    return f"上报版已另存为：\n{filing_copy(book)}"


@_command
def make_report(book: BookLive) -> str:
    from addin.ribbon.documents import write_report

    return write_report(book, Library())


@_command
def make_public(book: BookLive) -> str:
    from addin.ribbon.documents import write_public

    return write_public(book)


@_command
def new_form(book: BookLive) -> str:
    from addin.ribbon.choice import asked_ruleset
    from addin.ribbon.new_form import write_new

    library = Library()
    ruleset = asked_ruleset(book, library)
    if ruleset is None:
        return "没有新建。"
    path = write_new(ruleset, library, _folder(book))
    book.book.app.books.open(str(path))
    return f"已新建并打开：\n{path}"


@_command
def choose_ruleset(book: BookLive) -> str:
    from addin.books.book import RULESET_PROPERTY
    from addin.ribbon.choice import asked_ruleset

    ruleset = asked_ruleset(book, Library())
    if ruleset is None:
        return "评分办法没有改。"
    book.set_property(RULESET_PROPERTY, ruleset.id)
    return f"本工作簿的评分办法：{ruleset.id} {ruleset.title}。\n请保存工作簿。"


@_command
def diagnose(_book: BookLive) -> str:
    from addin.setup import doctor
    from addin.setup.install import places
    from addin.setup.machine import this_machine

    lines: list[str] = []
    doctor.report(doctor.examine(this_machine(), places(None)), lines.append)
    return "".join(lines).strip()


@_command
def help(book: BookLive) -> str:  # noqa: A001 — the button's name
    from addin.pages.help_page import help_page

    BookLive(book.book.app.books.add()).put_page(help_page())
    return "使用说明已在新工作簿中打开。"


def _folder(book: BookLive) -> Path:
    """Where the workbook in front is stored; a new one has no folder yet."""
    folder = Path(book.book.fullname).parent
    return folder if folder.is_absolute() and folder.is_dir() else Path.home()
