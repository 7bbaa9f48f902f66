"""审核一批 from end to end: the pile read, the workbook stored, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from addin.books.files import refuse_target, save_document
from addin.desk.review import journal as journals
from addin.desk.review.annexes import settled
from addin.desk.review.cluster import Cluster
from addin.desk.review.departments import supplied
from addin.desk.review.earlier import Earlier
from addin.desk.review.gathered import Gathered
from addin.desk.review.journal import Journal
from addin.desk.review.keys import Before, told_apart
from addin.desk.review.money_units import told_of_units
from addin.desk.review.one_file import Setting, refused
from addin.desk.review.projects import told_of_projects
from addin.desk.review.replies import Left, Replies, read_replies, with_left
from addin.desk.review.reports import told_of_reports
from addin.desk.review.reviews import with_reviews
from addin.desk.review.roster import compared, read_roster
from addin.desk.review.same_form import told_of_versions
from addin.desk.review.same_rules import fingerprint
from addin.desk.review.second import first_round, second_round, told_of_both
from addin.desk.review.sheets import filled, title
from addin.desk.review.sources import Pile
from addin.desk.review.targets import Approved, Checked, read_targets, told_of_targets
from addin.desk.review.todo import Todo
from addin.desk.review.unchecked import sources
from addin.desk.review.workers import SECONDS, Pool, in_order
from addin.desk.review.write_back import WrittenBack, write_back
from addin.desk.review.years import told_of_years
from addin.errors import UserError
from addin.library.library import Library
from addin.pages.review.read import Round, read_round, text
from addin.pages.review.records import ReviewedFile
from addin.pages.review.sheet import MOST_ROWS, Filled
from addin.pages.review.tables import KEY, PROBLEMS
from addin.pages.review.write import write_workbook

Watch = Callable[[ReviewedFile], None]
_READ = ("已审核", "重复", "不是自评表")
_SUFFIX = ".xlsx"


@dataclass(frozen=True)
class Order:
    """What a person asks for. ``seconds`` is what one file may take."""

    named: Sequence[Path]
    output: Path
    setting: Setting = field(default_factory=Setting)
    roster: Path | None = None
    since: Path | None = None
    """审核结果.xlsx of the last round."""
    targets: Path | None = None
    """The approved targets: a workbook, a Word document, or a folder of them."""
    replies: Path | None = None
    """The folder of 反馈表 that came back."""
    write_back: bool = False
    """Whether 复核分 of ``since``, or else of what stands at the output, go into the forms."""
    jobs: int | None = None
    cluster: str | None = None
    seconds: float = SECONDS
    most_rows: int = MOST_ROWS


@dataclass(frozen=True)
class Done:
    """What became of the pile."""

    gathered: Gathered
    backup: Path | None
    """Where the workbook that stood there before has gone."""
    resumed: int
    """So many files had been done by a run that was stopped."""
    checked: Checked | None = None
    """What came of the approved targets."""
    back: WrittenBack | None = None
    """What was written into the forms themselves."""
    left: Sequence[Left] = ()
    """What of the replies, and of the last round, was not taken as it stands."""
    both: str = ""
    """How many problems of the last round are mended, and how many are not."""

    @property
    def nothing_read(self) -> bool:
        """Whether no file at all could be read."""
        return not any(self.gathered.outcomes[each] for each in _READ)


def review(order: Order, watch: Watch = lambda record: None) -> Done:
    """Read every file, write 审核结果.xlsx; ``watch`` is told of each file in order, and last of the
    reports that have a form in their annex.

    What stood at the output is kept as a backup. UserError: nothing is named there, the roster or
    the rules cannot be used, nothing can be written there.
    """
    _refuse_input(order)
    refuse_target(order.output, _SUFFIX)
    roster = read_roster(order.roster) if order.roster is not None else None
    _try_rules(order.setting)
    replies = Replies() if order.replies is None else read_replies(order.replies)
    since = _since(order)
    earlier = None if since is None else Earlier(
        read_round(since), replies.answers, since.name,
        order.output.is_file() and since.samefile(order.output))
    library = Library(order.setting.folders)
    approved = None if order.targets is None else read_targets(order.targets, library)
    path = journals.beside(order.output)
    with Journal(path, fingerprint(order.setting)) as journal:
        gathered = _gathered(order, journal, watch, library)
        told_apart(gathered, Before(Round({}) if earlier is None else earlier.round))
        due = None if roster is None else supplied(roster, gathered)
        told_of_units(gathered, due, library.sentences)
        checked = _tell_across(gathered, approved, library)
        coverage = None if due is None else compared(due, gathered)
        if earlier is not None:
            with_reviews(gathered, earlier.forms, earlier.reviews)
            earlier.corrections.apply(gathered, earlier.forms)
        sheets = filled(gathered, order.output, coverage, checked,
                        earlier.troubled if earlier else None)
        left = _left(replies, sheets, earlier)
        told = first_round(sheets, replies.answers) if earlier is None else second_round(
            sheets, earlier, sources(gathered, checked, earlier))
        made = write_workbook(with_left(told, left), title(gathered), order.output, order.most_rows)
        backup = save_document(made, order.output, _SUFFIX)
        resumed = journal.kept
        journal.done()
    back = write_back(gathered, earlier.forms, earlier.reviews, library) \
        if order.write_back and earlier is not None else None
    return Done(gathered, backup, resumed, checked, back, left,
                told_of_both(told) if earlier is not None else "")


def _left(replies: Replies, sheets: Sequence[Filled], earlier: Earlier | None) -> list[Left]:
    """What of the replies answers no problem of this round, nor of the last; and what of the last
    round is not taken as it stands."""
    kept = [] if earlier is None else list(earlier.left())
    if not replies.given and not replies.strangers:
        return kept
    known = {str(row[KEY]) for each in sheets if each.table.name == PROBLEMS.name
             for row in each.rows()}
    before = earlier.open if earlier is not None else ()
    taken = earlier.taken if earlier is not None else frozenset[str]()
    return [*kept, *replies.left(known | {text(row, KEY) for row in before}, taken)]


def _tell_across(gathered: Gathered, approved: Approved | None,
                 library: Library) -> Checked | None:
    """What no form tells by itself."""
    told_of_versions(gathered, library.sentences)
    told_of_years(gathered, library.sentences)
    told_of_projects(gathered, library.sentences)
    return None if approved is None else told_of_targets(gathered, approved, library.sentences)


def _since(order: Order) -> Path | None:
    """The last round: the one named, or for writing back the one that stands at the output."""
    if order.since is not None or not order.write_back:
        return order.since
    if not order.output.is_file():
        raise UserError("--write-back 写回上一轮汇总里的复核分：请用 --since 指明上一轮的审核结果。")
    return order.output


def _refuse_input(order: Order) -> None:
    """The results are no file that is to be reviewed."""
    if order.output.is_file() and any(
            each.is_file() and each.samefile(order.output) for each in order.named):
        raise UserError(f"不能覆盖要审核的文件 {order.output.name}：请用 -o 另写一个文件名。")


def _try_rules(setting: Setting) -> None:
    """What is wrong with the rules is told once, and not of every file."""
    library = Library(setting.folders)
    if setting.ruleset is not None:
        library.find(setting.ruleset)


def _gathered(order: Order, journal: Journal, watch: Watch, library: Library) -> Gathered:
    asked = (order.roster, order.since, order.targets)
    pile = Pile(order.named, own=(order.output, journal.path, *filter(None, asked)))
    gathered = Gathered(journal)
    todo = Todo(pile, order.setting, journal)
    with _workers(order) as workers:
        for source, record in in_order(todo, workers):
            if source is None:
                place = todo.places.popleft()
            else:
                place = journal.put(journals.digest(source), record)
            gathered.add(record, place)
            if not record.is_annexed:
                watch(record)
        if not gathered.files:
            raise UserError(f"{'、'.join(map(str, order.named))}：没有文件。")
        gathered.ignored = pile.ignored
        for record, counts in settled(gathered, library.sentences):
            watch(record if counts else refused(record, order.setting))
        told_of_reports(gathered, Pile(order.named), workers, library.sentences)
    return gathered


def _workers(order: Order) -> Cluster | Pool:
    if order.cluster is not None:
        return Cluster(order.cluster, order.setting, order.seconds)
    return Pool(order.setting, order.jobs, order.seconds)
