"""Which members of xlwings a source uses, and which of them xlwings' Windows engine has.

xlwings' public classes hand most of what they do to an engine (``self.impl.freeze_panes``), and an
engine need not have it all. What a source uses is followed by the annotations in xlwings' own code,
from the parameters it calls ``xw.Book`` or ``xw.Range`` on.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import xlwings

_PACKAGE = Path(xlwings.__file__).parent
_CONTENTS = {"Sheet": "Range", "Range": "Range"}
"""What ``sheet[…]`` gives; a collection gives what its ``_wrap`` says."""


class Use(NamedTuple):
    """One use of a member: the public class, the member, the line."""

    owner: str
    member: str
    line: int


Classes = Mapping[str, ast.ClassDef]


@cache
def _classes(module: str) -> Classes:
    tree = ast.parse(_PACKAGE.joinpath(module).read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}


def _own(name: str, classes: Classes) -> Iterator[ast.ClassDef]:
    """The class and those of its module that it is made of."""
    if name in classes:
        yield classes[name]
        for base in classes[name].bases:
            if not isinstance(base, ast.Attribute):  # base_classes.Book only says what there may be
                yield from _own(_word(base), classes)


def _word(node: ast.AST | None) -> str:
    """The class that an annotation names: xw.Range, Range | None, Collection[Shape], "Book"."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Constant(value=str(text)):
            return _word(ast.parse(text, mode="eval").body)
        case ast.BinOp(left=left):
            return _word(left)
        case ast.Subscript(value=value):
            return _word(value)
    return ""


def _functions(owner: str, member: str) -> list[ast.FunctionDef]:
    return [node for each in _own(owner, _classes("main.py")) for node in each.body
            if isinstance(node, ast.FunctionDef) and node.name == member]


def gives(owner: str, member: str) -> str:
    """The public class of what a member gives, "" where it is none."""
    found = [_word(node.returns) for node in _functions(owner, member)]
    return next((name for name in found if name in _classes("main.py")), "")


def one_of(owner: str) -> str:
    """The public class of what a collection or a range holds."""
    if owner in _CONTENTS:
        return _CONTENTS[owner]
    wraps = (node.value for each in _own(owner, _classes("main.py")) for node in each.body
             if isinstance(node, ast.Assign) and _word(node.targets[0]) == "_wrap")
    return next(map(_word, wraps), owner.removesuffix("s") if owner.endswith("s") else "")


def lacking(owner: str, member: str) -> set[str]:
    """What the member asks of its engine and xlwings' Windows engine does not have."""
    asked = {node.attr for function in _functions(owner, member) for node in ast.walk(function)
             if isinstance(node, ast.Attribute) and _is_impl(node.value)}
    return asked - _windows(owner)


def _is_impl(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr="impl"):
            return True
    return False


@cache
def _windows(owner: str) -> frozenset[str]:
    found = set()
    for each in _own(owner, _classes("_xlwindows.py")):
        for node in ast.walk(each):
            match node:
                case ast.FunctionDef(name=name):
                    found.add(name)
                case ast.Assign(targets=[ast.Name(id=name)]):
                    found.add(name)
                case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                    found.add(name)
    return frozenset(found)


def uses(source: str) -> list[Use]:
    """Every member of a public class of xlwings that the source reads, calls or sets."""
    return _Reader(ast.parse(source)).found


class _Reader(ast.NodeVisitor):
    """Follows names from their annotations through assignments, loops and calls."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[Use] = []
        self._returns = {node.name: self._declared(node) for node in ast.walk(tree)
                         if isinstance(node, ast.FunctionDef)}
        self._names: dict[str, str] = {}
        self.visit(tree)
        self.found = sorted(set(self.found), key=lambda use: use.line)

    @staticmethod
    def _declared(node: ast.FunctionDef) -> str:
        """What a function of ours returns; of an iterator, what it yields."""
        returns = node.returns
        if isinstance(returns, ast.Subscript) and _word(returns) in ("Iterator", "Sequence", "list"):
            inner = returns.slice
            returns = inner.elts[0] if isinstance(inner, ast.Tuple) else inner
            if isinstance(returns, ast.Subscript) and isinstance(returns.slice, ast.Tuple):
                returns = returns.slice.elts[0]
        return name if (name := _word(returns)) in _classes("main.py") else ""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for argument in (*node.args.args, *node.args.kwonlyargs):
            self._names[argument.arg] = name if (
                name := _word(argument.annotation)) in _classes("main.py") else ""
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.generic_visit(node)
        for target in node.targets:
            self._bind(target, node.value)

    def _bind(self, target: ast.AST, value: ast.AST, *, held: bool = False) -> None:
        match target, value:
            case (ast.Tuple(elts=targets), ast.Tuple(elts=values)) if len(targets) == len(values):
                for each, given in zip(targets, values, strict=True):
                    self._bind(each, given, held=held)
            case (ast.Tuple(elts=[first, *_]), _):
                self._bind(first, value, held=held)
            case ((ast.Name() | ast.Attribute()), _):
                kind = self._kind(value)
                self._names[ast.unparse(target)] = (
                    one_of(kind) if held and not isinstance(value, ast.Call) else kind)

    def visit_For(self, node: ast.For) -> None:
        self._bind(node.target, node.iter, held=True)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._bind(node.target, node.iter, held=True)
        self.generic_visit(node)

    def _comprehend(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp) -> None:
        for generator in node.generators:
            self.visit(generator)
        self.generic_visit(node)

    visit_ListComp = visit_GeneratorExp = visit_SetComp = visit_DictComp = _comprehend  # noqa: N815

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.generic_visit(node)
        if (owner := self._kind(node.value)) and not node.attr.startswith("_"):
            self.found.append(Use(owner, node.attr, node.lineno))

    def _kind(self, node: ast.AST) -> str:
        match node:
            case ast.Attribute(value=ast.Name(id="xw"), attr=name):
                return name if name in _classes("main.py") else ""
            case ast.Name() | ast.Attribute() if self._names.get(ast.unparse(node)):
                return self._names[ast.unparse(node)]
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"),
                                                                  attr=name)):
                return self._returns.get(name, "")
            case ast.Call(func=ast.Attribute(value=value, attr=name)) | ast.Attribute(
                    value=value, attr=name):
                return gives(owner, name) if (owner := self._kind(value)) else ""
            case ast.Subscript(value=value):
                return one_of(owner) if (owner := self._kind(value)) else ""
        return ""
