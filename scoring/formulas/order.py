"""The columns of a row, each after those that it uses; what nothing uses is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.formulas.expr import Expr, names_in


def in_order(columns: Mapping[str, Expr], wanted: Iterable[str]) -> dict[str, Expr]:
    """The wanted columns and those that they use."""
    ordered: dict[str, Expr] = {}

    def add(name: str) -> None:
        if name not in ordered:
            expr = columns[name]
            for used in names_in(expr):
                if used.where == "步骤" and used.name not in ordered:
                    add(used.name)
            ordered[name] = expr

    for name in wanted:
        if name in columns:
            add(name)
    return ordered
