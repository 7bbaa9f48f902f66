"""生成上报版: a copy that is the bureau's own form and nothing else; the workbook stays as it is."""

from __future__ import annotations

from pathlib import Path

from addin.books.book import OUR_FORMULAS, RULESET_PROPERTY
from addin.books.host import Host, OpenBook
from addin.desk.beside import beside, stored
from addin.desk.checking import not_cleared
from addin.desk.freeze import only_values
from addin.errors import UserError


def filing_copy(host: Host) -> Path:
    """Values only, without our sheets, notes, marks, names and properties, beside the original."""
    original = stored(host)
    target = beside(original, "上报", original.suffix)
    host.copy(target)
    try:
        with host.editing(target) as copy:
            _strip(copy)
    except UserError:
        target.unlink()
        raise
    return target


def _strip(copy: OpenBook) -> None:
    only_values(copy)
    if kept := copy.clear_marks():
        raise UserError(not_cleared(kept))
    for page in copy.own_sheets.values():
        copy.drop_page(page)
    for name in (RULESET_PROPERTY, OUR_FORMULAS):
        copy.drop_property(name)
