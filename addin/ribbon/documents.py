"""生成报告 and 公开版: what ``pe report`` and ``pe public`` make of a file, made of a copy of the
workbook as it stands in front: stored beside it, or written into its empty cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.books.book import Book
from addin.books.files import open_book, read_file, save_document
from addin.books.live.book import BookLive
from addin.desk.assess import Assessed, assess
from addin.errors import UserError
from addin.library.library import Library
from addin.report.gaps import Gap
from addin.report.outline import Outline
from addin.ribbon.filing_copy import stored
from addin.ribbon.new_form import free_name
from scoring.findings.finding import SEVERITY_WORDS


def write_report(book: BookLive, library: Library) -> str:
    """In the form itself where its outline has it so, else as a Word document beside it."""
    original = stored(book)
    with TemporaryDirectory() as folder:
        copy = open_book(_copied(book, original, Path(folder)))
    one = _in_front(book, list(assess(copy, library)))
    outline = library.outline(one.scorecard.ruleset)
    if outline.sections:
        lines = _into_form(book, copy, one, outline)
    else:
        lines = _as_document(book, copy, one, library, original)
    return "\n".join((*_told(one), *lines))


def _into_form(book: BookLive, copy: Book, one: Assessed, outline: Outline) -> Iterator[str]:
    """Nothing is written while something is missing. Only empty cells are filled, so that to clear
    them is to undo it, and a scoring can still be undone."""
    from addin.report.make import form_sections
    from addin.report.sections import any_written, missing_in, told, write_sections

    made = form_sections(copy, one, outline)
    if missing := missing_in(made):
        yield "报告还缺，自评表没有改动："
        yield from _missing(book, outline, missing)
        return
    outcomes = write_sections(book, made)
    yield from told(outcomes)
    if any_written(outcomes):
        yield "原来都是空格，不要的清空即可。"


def _as_document(book: BookLive, copy: Book, one: Assessed, library: Library,
                 original: Path) -> Iterator[str]:
    """A draft while something is missing, and then the sheet to write it on."""
    from addin.report.make import report

    made = report(copy, one, library)
    if made.missing:
        made = report(copy, one, library, draft=True)
    kind = "报告草稿" if made.missing else "报告"
    target = free_name(original.parent, f"{original.stem}-{kind}", ".docx")
    save_document(made.content, target)
    if made.missing:
        yield "报告还缺（草稿中写作【待补充：…】）："
        yield from _missing(book, library.outline(one.scorecard.ruleset), made.missing)
    yield f"{kind}已存为：\n{target}"


def write_public(book: BookLive, *, confirmed: bool = False) -> str:
    """Unconfirmed, a refusal that can be asked about, where the workbook says that it is not for
    the public and the clerk has not yet ``confirmed`` that it is."""
    from addin.redact.public import redact, told

    original = stored(book)
    with TemporaryDirectory() as folder:
        content = read_file(_copied(book, original, Path(folder)))
    made = redact(content, confirmed=confirmed)
    target = free_name(original.parent, f"{original.stem}-公开", made.suffix)
    save_document(made.content, target, made.suffix)
    return "\n".join((*told(made), f"公开版已存为：\n{target}"))


def _copied(book: BookLive, original: Path, folder: Path) -> Path:
    """The workbook with what is not yet saved."""
    copy = folder / original.name
    book.book.api.SaveCopyAs(str(copy))
    return copy


def _in_front(book: BookLive, forms: list[Assessed]) -> Assessed:
    """The only form; of several, the one the clerk looks at."""
    front = book.book.sheets.active.name
    chosen = forms if len(forms) == 1 else [one for one in forms if one.form.sheet == front]
    if not chosen:
        names = "、".join(one.form.sheet for one in forms)
        raise UserError(f"有 {len(forms)} 张自评表（{names}），请先点开要出报告的那一张再按。")
    return chosen[0]


def _told(one: Assessed) -> Iterable[str]:
    errors = [each.message for each in one.findings if each.severity == "error"]
    if errors:
        yield (f"自评表与评分办法不符（{SEVERITY_WORDS['error']} {len(errors)} 条），"
               "报告照自评表所填写；详见“校验本表”。")


def _missing(book: BookLive, outline: Outline, missing: Sequence[Gap]) -> Iterator[str]:
    """What is missing and where to type it: the sheet for it is added where there is none."""
    from addin.pages.materials_page import NAME, material_page

    yield from (f"  · {gap.name}：{gap.where}" for gap in missing)
    if NAME not in book.sheets:
        book.put_page(material_page(outline))
        yield f"已加上“{NAME}”表。"
    yield f"请填好“{NAME}”表的黄色格，再按一次。"
