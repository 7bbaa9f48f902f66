"""Lists and sentences that many formulas use, kept once as names of the workbook: written out in
every row they would be half of the sheet."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from addin.books.book import OUR_WORDS
from scoring.formulas.columns import Columns
from scoring.formulas.excel import to_excel
from scoring.formulas.expr import Array, Call, Expr, Name, Op, Ref, Text

_SHORT = 24
"""Characters up to which a list or a text may stand in its formulas."""


class Words:
    """What was met so far, by names that follow from what they hold."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._known: dict[Expr, Expr] = {}

    def steps(self, columns: Columns) -> Mapping[str, Expr]:
        """The steps with names in the place of long lists and texts."""
        return {name: expr if isinstance(expr, Text) else self._named(expr)
                for name, expr in columns.steps.items()}

    def _named(self, expr: Expr) -> Expr:
        if expr not in self._known:
            self._known[expr] = self._renamed(expr)
        return self._known[expr]

    def _renamed(self, expr: Expr) -> Expr:
        match expr:
            case Array() | Text():
                printed = to_excel(expr, str).removeprefix("=")
                if len(printed) <= _SHORT:
                    return expr
                name = f"{OUR_WORDS}{sha256(printed.encode()).hexdigest()[:6]}"
                self.names[name] = printed
                return Ref(Name("数据", name))
            case Op(sign, left, right):
                return Op(sign, self._named(left), self._named(right))
            case Call(function, arguments):
                return Call(function, tuple(map(self._named, arguments)))
        return expr


def is_word(name: Name) -> bool:
    return name.where == "数据" and name.name.startswith(OUR_WORDS)


__all__ = ["Words", "is_word"]
