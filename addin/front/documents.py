"""生成报告 and 公开版: what ``pe report`` and ``pe public`` make of a file, made of a copy of the
workbook as it stands in front, and stored beside it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from addin.assess import Assessed, assess
from addin.books.files import open_book, read_file, save_document
from addin.books.live import BookLive
from addin.errors import UserError
from addin.front.filing_copy import stored
from addin.front.new_form import free_name
from addin.library import Library
from scoring.finding import SEVERITY_WORDS


def write_report(book: BookLive, library: Library) -> str:
    """A draft while something is missing, and then the sheet to write it on."""
    from addin.report.make import report

    original = stored(book)
    with TemporaryDirectory() as folder:
        copy = open_book(_copied(book, original, Path(folder)))
    one = _in_front(book, list(assess(copy, library)))
    made = report(copy, one, library)
    if made.missing:
        made = report(copy, one, library, draft=True)
    kind = "报告草稿" if made.missing else "报告"
    target = free_name(original.parent, f"{original.stem}-{kind}", ".docx")
    save_document(made.content, target)
    return "\n".join((*_told(one), *_missing(book, one, library, [
        f"  · {each.name}：{each.where}" for each in made.missing]), f"{kind}已存为：\n{target}"))


def write_public(book: BookLive) -> str:
    from addin.redact.public import redact, told

    original = stored(book)
    with TemporaryDirectory() as folder:
        content = read_file(_copied(book, original, Path(folder)))
    suffix, published, masked = redact(content)
    target = free_name(original.parent, f"{original.stem}-公开", suffix)
    save_document(published, target, suffix)
    return "\n".join((*told(masked), f"公开版已存为：\n{target}"))


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


def _missing(book: BookLive, one: Assessed, library: Library, lines: list[str]) -> Iterable[str]:
    from addin.report.page import NAME, material_page

    if not lines:
        return
    yield "报告还缺（草稿中写作【待补充：…】）："
    yield from lines
    if NAME not in book.sheets:
        book.put_page(material_page(library.outline(one.scorecard.ruleset)))
        yield f"已加上“{NAME}”表。"
    yield f"请填好“{NAME}”表的黄色格，再按一次。"
