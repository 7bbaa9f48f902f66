"""生成上报版: a copy that is the bureau's own form and nothing else; the workbook stays as it is."""

from __future__ import annotations

from pathlib import Path

from addin.books.live.book import BookLive
from addin.errors import UserError
from addin.ribbon.commands import not_cleared, only_values
from addin.ribbon.new_form import free_name


def filing_copy(book: BookLive) -> Path:
    """Values only, without our sheets, notes, marks, names and properties, beside the original."""
    original = stored(book)
    target = free_name(original.parent, f"{original.stem}-上报", original.suffix)
    book.book.api.SaveCopyAs(str(target))
    copy = book.book.app.books.open(str(target))
    try:
        _strip(BookLive(copy))
        copy.save()
    except UserError:
        copy.close()
        target.unlink()
        raise
    copy.close()
    return target


def stored(book: BookLive) -> Path:
    """Where the workbook lies, which is where what is made of it goes."""
    original = Path(book.book.fullname)
    if not original.is_absolute() or not original.is_file():
        raise UserError("请先把工作簿保存到本机的文件夹，再按一次。")
    return original


def _strip(copy: BookLive) -> None:
    from addin.books.live.page import own_sheets

    only_values(copy)
    kept = copy.clear_marks()
    if kept:
        raise UserError(not_cleared(kept))
    own = list(own_sheets(copy.book))
    for name in list(copy.book.names):
        if any(_points_to(name.refers_to or "", sheet.name) for sheet, _ in own):
            name.delete()
    for _, page in own:
        copy.drop_page(page)
    copy.drop_property()


def _points_to(refers_to: str, sheet: str) -> bool:
    doubled = sheet.replace("'", "''")
    return refers_to.startswith((f"={sheet}!", f"='{doubled}'!"))
