"""The commands of the tab 绩效自评: each button runs the function of its name, on the workbook in
front. Progress is shown in the status bar; what was done is told when the command has ended."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from addin.books.host import Host
from addin.books.live.host import HostLive
from addin.desk import checking, freeze, scoring
from addin.errors import Unconfirmed
from addin.last_door import told
from addin.library.library import Library
from addin.ribbon.dialog import fitting
from addin.tables.buttons import COMMANDS, TAB

_ABOUT = {each.name: each for each in COMMANDS}
_CONFIRMED = "confirmed"
_COMMANDS: Final[dict[str, Callable[..., Told]]] = {}


@dataclass(frozen=True)
class Told:
    """What the person is told; ``wrong`` when it was not done, ``undo`` what Ctrl+Z then takes
    back. Where it is a question, ``ask`` is the command that a yes runs."""

    text: str
    wrong: bool = False
    undo: str = ""
    ask: str = ""


def run(command: str) -> Told:
    """Run the command of this name; behind a space stands what was chosen from its menu. KeyError:
    there is none."""
    name, *chosen = command.split(" ", 1)
    return _COMMANDS[name](*chosen)


def menu(command: str) -> str:
    """What the menu of this command offers, as the ribbon's XML."""
    from addin.ribbon.menus import ruleset_menu

    return ruleset_menu(command, HostLive.calling(), Library())


def _command(run: Callable[..., str]) -> Callable[..., Told]:
    """The button: what goes wrong is told as what went well is."""
    @functools.wraps(run)
    def pressed(*chosen: str) -> Told:
        host, about = HostLive.calling(), _ABOUT[run.__name__]
        with host.working(f"{TAB}：正在{about.label}……"):
            try:
                said = fitting(run(host, *chosen), host.book)
                return Told(said, undo=about.undo)
            except Unconfirmed as error:
                return Told(f"{error}\n\n已经核实，可以公开吗？", wrong=True,
                            ask=f"{about.name} {_CONFIRMED}")
            except Exception as error:  # noqa: BLE001 (the last door of the ribbon)
                return Told(told(error), wrong=True)

    _COMMANDS[run.__name__] = pressed
    return pressed


@_command
def score_values(host: Host) -> str:
    return scoring.score_forms(host.book, Library())


@_command
def score_formulas(host: Host) -> str:
    return scoring.score_forms(host.book, Library(), formulas=True)


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
def ask_inputs(host: Host) -> str:
    from addin.desk.ask_inputs import ask_inputs
    from addin.desk.assess import assess

    return ask_inputs(host.book, list(assess(host.book, Library())))


@_command
def freeze_values(host: Host) -> str:
    return freeze.freeze_values(host.book)


@_command
def check_form(host: Host) -> str:
    return checking.check_form(host.book, Library())


@_command
def explain_score(host: Host) -> str:
    from addin.desk.one_score import explain_score

    return explain_score(host.book, Library(), host.front_cell)


@_command
def clear_marks(host: Host) -> str:
    return checking.clear_marks(host.book)


@_command
def review_folder(_host: Host, folder: str) -> str:
    from addin.desk.pile import start_review

    return start_review(Path(folder))


@_command
def export_for_filing(host: Host) -> str:
    from addin.desk.filing_copy import filing_copy
    from addin.desk.ready import worth_saying

    lacking = worth_saying(host.book, Library())
    return "\n".join([*lacking, "上报版已另存为：", str(filing_copy(host))])


@_command
def make_report(host: Host) -> str:
    from addin.desk.documents import write_report

    return write_report(host, Library())


@_command
def make_public(host: Host, answer: str = "") -> str:
    from addin.desk.documents import write_public

    return write_public(host, confirmed=answer == _CONFIRMED)


@_command
def new_form(host: Host, ruleset_id: str) -> str:
    from addin.desk import chosen

    return chosen.new_form(host, Library(), ruleset_id)


@_command
def choose_ruleset(host: Host, ruleset_id: str) -> str:
    from addin.desk import chosen

    return chosen.choose_ruleset(host, Library(), ruleset_id)


@_command
def diagnose(_host: Host) -> str:
    from addin.setup import doctor
    from addin.setup.install import places
    from addin.setup.machine import this_machine

    lines: list[str] = []
    doctor.report(doctor.examine(this_machine(), places(None)), lines.append)
    said = "".join(lines).strip()
    file = Path(gettempdir(), "pe-score-diagnosis.txt")
    file.write_text(said, "utf-8-sig")
    return f"结果也写进了这个文件，可以发给维护人员：\n{file}\n\n{said}"


@_command
def help(host: Host) -> str:  # noqa: A001 — the button's name
    from addin.pages.help import help_page

    host.new().put_page(help_page())
    return "使用说明已在新工作簿中打开。"
