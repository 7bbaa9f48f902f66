"""The columns of a row, each after those that it uses; what nothing uses is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from scoring.formulas.expr import Call, Expr, Op, Ref


def in_order(columns: Mapping[str, Expr], wanted: Iterable[str]) -> dict[str, Expr]:
    """The wanted columns and those that they use."""
    ordered: dict[str, Expr] = {}

    def add(name: str) -> None:
        if name not in ordered:
            for used in _steps(columns[name]):
                add(used)
            ordered[name] = columns[name]

    for name in wanted:
        if name in columns:
            add(name)
    return ordered


@lru_cache(maxsize=16384)
def _steps(expr: Expr) -> tuple[str, ...]:
    """The columns that an expression names."""
    match expr:
        case Ref(name) if name.where == "步骤":
            return (name.name,)
        case Op(_, left, right):
            return (*_steps(left), *_steps(right))
        case Call(_, arguments):
            return tuple(used for each in arguments for used in _steps(each))
    return ()
