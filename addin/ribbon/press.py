"""The commands of the tab 绩效自评: each button runs the function of its name, on the workbook in
front. Progress is shown in the status bar, and one dialog says in the end what was done."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from addin.books.host import Host
from addin.books.live.host import HostLive
from addin.desk import checking, freeze, scoring
from addin.errors import UserError
from addin.library.library import Library
from addin.tables.buttons import COMMANDS, TAB

_LABELS = {each.name: each.label for each in COMMANDS}


def _command(run: Callable[[Host], str]) -> Callable[[], None]:
    """The button: what goes wrong is told as what went well is."""
    @functools.wraps(run)
    def pressed() -> None:
        host, label = HostLive.calling(), _LABELS[run.__name__]
        with host.working(f"{TAB}：正在{label}……"):
            try:
                said, wrong = run(host), False
            except UserError as error:
                said, wrong = str(error), True
        host.tell(said, f"{TAB} · {label}", wrong=wrong)

    return pressed


@_command
def score_values(host: Host) -> str:
    return scoring.score_forms(host.book, Library())


@_command
def score_live(host: Host) -> str:
    return scoring.score_forms(host.book, Library(), live=True)


@_command
def score_with_proposals(host: Host) -> str:
    return scoring.score_forms(host.book, Library(), propose=True)


@_command
def score_overwrite(host: Host) -> str:
    return scoring.score_forms(host.book, Library(), overwrite=True)


@_command
def undo_scores(host: Host) -> str:
    return scoring.undo_scores(host.book, Library())


@_command
def freeze_values(host: Host) -> str:
    return freeze.freeze_values(host.book)


@_command
def check_form(host: Host) -> str:
    return checking.check_form(host.book, Library())


@_command
def clear_marks(host: Host) -> str:
    return checking.clear_marks(host.book)


@_command
def export_for_filing(host: Host) -> str:
    from addin.desk.filing_copy import filing_copy

    return f"上报版已另存为：\n{filing_copy(host)}"


@_command
def make_report(host: Host) -> str:
    from addin.desk.documents import write_report

    return write_report(host, Library())


@_command
def make_public(host: Host) -> str:
    from addin.desk.documents import write_public

    return write_public(host)


@_command
def new_form(host: Host) -> str:
    from addin.desk.new_form import write_new
    from addin.ribbon.choice import asked_ruleset

    library = Library()
    ruleset = asked_ruleset(host, library)
    if ruleset is None:
        return "没有新建。"
    path = write_new(ruleset, library, host.file.parent if host.file else Path.home())
    host.open(path)
    return f"已新建并打开：\n{path}"


@_command
def choose_ruleset(host: Host) -> str:
    from addin.books.book import RULESET_PROPERTY
    from addin.ribbon.choice import asked_ruleset

    ruleset = asked_ruleset(host, Library())
    if ruleset is None:
        return "评分办法没有改。"
    host.book.set_property(RULESET_PROPERTY, ruleset.id)
    return f"本工作簿的评分办法：{ruleset.id} {ruleset.title}。\n请保存工作簿。"


@_command
def diagnose(_host: Host) -> str:
    from addin.setup import doctor
    from addin.setup.install import places
    from addin.setup.machine import this_machine

    lines: list[str] = []
    doctor.report(doctor.examine(this_machine(), places(None)), lines.append)
    return "".join(lines).strip()


@_command
def help(host: Host) -> str:  # noqa: A001 — the button's name
    from addin.pages.help import help_page

    host.new().put_page(help_page())
    return "使用说明已在新工作簿中打开。"
