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
_WRONG = "显示错误值，请先改正公式"
_LEFT = f"还是“{OPEN}”，请先由人给出得分"
_NEVER = "的公式还没有算出结果，请先用 Excel 或 WPS 打开保存一次"


def values_only(content: bytes) -> bytes:
    """The workbook as it is filed. UserError names the formulas that show no value to be filed: an
    error, nothing that was ever calculated, or 待认定."""
    archive = Archive(content)
    workbook, draft = read_workbook(archive), Draft(archive)
    doomed = Doomed(own_sheets(workbook), workbook.names)
    unfit: dict[str, list[str]] = {}
    for name, entry in workbook.sheets.items():
        if name not in doomed.sheets:
            root = parse(draft.read(entry.part), entry.part)
            for place, why in _unfit(root):
                unfit.setdefault(why, []).append(address(*place, name))
            freeze(root, doomed, [place for place, _ in chain.from_iterable(groups(root))])
            drop_rules(root, lambda formula: doomed.hits(formula) or OUR_LOOKS in formula
                       or _MARK in formula)
            draft.write(entry.part, serialise(root))
    if unfit:
        said = "；".join(f"{'、'.join(cells)} {why}" for why, cells in unfit.items())
        raise UserError(f"还不能上报：{said}。")
    remove_sheets(draft, workbook, doomed)
    for name in (RULESET_PROPERTY, OUR_FORMULAS):
        drop_property(draft, name)
    sweep(draft)
    return draft.to_bytes()


def _unfit(root: Element) -> Iterator[tuple[Place, str]]:
    """Formulas without a value that could be filed, and what is to be done about each."""
    main = namespace(root)
    for place, formula in chain.from_iterable(groups(root)):
        cell = formula.getparent()
        if cell is None:
            continue
        value, kind = cell.findtext(f"{main}v"), cell.get("t")
        if kind == "e":
            yield place, _WRONG
        elif value == OPEN:
            yield place, _LEFT
        elif not value and kind != "str":
            yield place, _NEVER



__all__ = ["values_only"]
