"""The columns of a row, each after those that it uses; what nothing uses is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scoring.formulas.expr import Expr, refs_in


def in_order(columns: Mapping[str, Expr], wanted: Iterable[str]) -> dict[str, Expr]:
    """The wanted columns and those that they use."""
    ordered: dict[str, Expr] = {}

    def add(name: str) -> None:
        expr = columns[name]
        for used in refs_in(expr):
            if used.name.where == "步骤" and used.name.name not in ordered:
                add(used.name.name)
        ordered[name] = expr

    for name in wanted:
        if name in columns and name not in ordered:
            add(name)
    return ordered
