"""The VBA module of the cell functions: one wrapper each, from the table of functions."""

from __future__ import annotations

from collections.abc import Sequence

from addin.tables.functions import Argument, Function
from addin.xlam.module import Module, module


def wrappers(functions: Sequence[Function]) -> Module:
    """The module Functions: each passes its arguments on, omitted ones as omitted."""
    head = ('Attribute VB_Name = "Functions"\nOption Explicit\n\n'
            "' One way to Python for all cells, buttons and workbooks.\n"
            "Public Bridge As New Transport\n")
    return module(head + "".join(map(_wrapper, functions)))


def _wrapper(function: Function) -> str:
    declared = ", ".join(map(_declared, function.arguments))
    passed = ", ".join(argument.name for argument in function.arguments)
    return (f"\nPublic Function {function.name}({declared}) As Variant\n"
            f'    {function.name} = Bridge.Answer("{function.name}", Array({passed}))\n'
            "End Function\n")


def _declared(argument: Argument) -> str:
    return f"{'Optional ' if argument.optional else ''}{argument.name} As Variant"
