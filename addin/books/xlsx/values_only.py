"""上报版 of a closed workbook: its own sheets with values alone, nothing of ours in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from addin.books.book import OUR_FORMULAS, OUR_LOOKS, RULESET_PROPERTY, address
from addin.books.raw import OPEN
from addin.books.xlsx.freeze import Doomed, freeze
from addin.books.xlsx.own_sheets import own_sheets
from addin.books.xlsx.removal import remove_sheets
from addin.books.xlsx.shared_formulas import groups
from addin.books.xlsx.sheet import Place
from addin.books.xlsx.sheet_cleaning import drop_rules
from addin.books.xlsx.workbook import read_workbook
from addin.errors import UserError
from addin.package.archive import Archive
from addin.package.draft import Draft
from addin.package.properties import drop_property
from addin.package.sweep import sweep
from addin.package.xml import Element, namespace, parse, serialise

_MARK = "PE_MARK"


def values_only(content: bytes) -> bytes:
    """The workbook as it is filed. UserError names the formulas that show no value to be filed: an
    error, nothing that was ever calculated, or 待认定."""
    archive = Archive(content)
    workbook, draft = read_workbook(archive), Draft(archive)
    doomed = Doomed(own_sheets(workbook), workbook.names)
    wrong: list[str] = []
    for name, entry in workbook.sheets.items():
        if name not in doomed.sheets:
            root = parse(draft.read(entry.part), entry.part)
            wrong += [address(*place, name) for place in _unfit(root)]
            freeze(root, doomed, [place for place, _ in chain.from_iterable(groups(root))])
            drop_rules(root, lambda formula: doomed.hits(formula) or OUR_LOOKS in formula
                       or _MARK in formula)
            draft.write(entry.part, serialise(root))
    if wrong:
        raise UserError(f"以下公式是错误值、“{OPEN}”，或还没有算出结果，不能上报：{'、'.join(wrong)}")
    remove_sheets(draft, workbook, doomed)
    for name in (RULESET_PROPERTY, OUR_FORMULAS):
        drop_property(draft, name)
    sweep(draft)
    return draft.to_bytes()


def _unfit(root: Element) -> Iterator[Place]:
    """Formulas without a value that could be filed."""
    main = namespace(root)
    for place, formula in chain.from_iterable(groups(root)):
        cell = formula.getparent()
        if cell is not None:
            value, kind = cell.findtext(f"{main}v"), cell.get("t")
            if (not value and kind != "str") or kind == "e" or value == OPEN:
                yield place


__all__ = ["values_only"]
