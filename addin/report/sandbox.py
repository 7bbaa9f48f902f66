"""Where templates run: they compute with the facts they are given and nothing else, and neither
their loops nor their texts go on for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from addin.report.explained import FILTERS as PARTS
from addin.report.numbering import FILTERS as NUMBERING
from addin.report.text import FILTERS, FUNCTIONS

_MOST_FACTOR = 1_000
_MOST_STEPS = 50_000
"""Turns of loops and calls; the longest report we know takes some two thousand."""
_MOST_TEXT = 20_000_000
"""Characters that all texts put together may come to."""
_COUNTED, _MEASURED = "逐个", "限长"
"""The names under which the limits stand in a template."""


class Sandbox(SandboxedEnvironment):
    """No attributes of Python's own, no loaders, no calls but of the functions that are given, and
    no products, loops or texts that could fill the memory."""

    intercepted_binops = frozenset(["*", "**", "%", "+"])

    def __init__(self, callables: tuple[type, ...], *, escape: bool) -> None:
        super().__init__(autoescape=escape, undefined=StrictUndefined)
        self._callables, self._functions = callables, frozenset(FUNCTIONS.values())
        self._spent = _Spent()
        kept = {name: self.filters[name] for name in ("length", "first", "last", "default")}
        self.filters = {**FILTERS, **NUMBERING, **PARTS, **kept,
                        _COUNTED: self._spent.each, _MEASURED: self._spent.text,
                        "join": self._spent.join}
        self.globals = dict(FUNCTIONS)
        self.concat = self._spent.joined  # type: ignore[method-assign]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+":
            self._spent.weigh(sum(len(each) for each in (left, right) if isinstance(each, Sized)))
            return super().call_binop(context, operator, left, right)
        numbers = all(isinstance(each, int) and abs(each) <= _MOST_FACTOR for each in (left, right))
        if operator != "*" or not numbers:
            raise SecurityError(f"模板里不能用运算 {operator}")
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        self._spent.step()
        return isinstance(obj, self._callables) or obj in self._functions

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Limits().visit(super()._parse(source, name, filename))
        return parsed


class _Spent:
    """What the templates of one environment have taken of what they may take."""

    def __init__(self) -> None:
        self._steps = self._text = 0

    def each(self, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item

    def text(self, text: Any) -> Any:
        self.weigh(len(text))
        return text

    def joined(self, pieces: Iterable[str]) -> str:
        kept = []
        for piece in pieces:
            self.weigh(len(piece))
            kept.append(piece)
        return "".join(kept)

    @property
    def join(self) -> Callable[..., Any]:
        @pass_eval_context
        def joined(context: Any, items: Iterable[Any], between: str = "") -> str:
            listed = [*items]
            self.weigh(sum(len(str(each)) + len(between) for each in listed))
            text: str = do_join(context, listed, between)
            return text

        return joined

    def step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise SecurityError("循环或引用没完没了")

    def weigh(self, length: int) -> None:
        self._text += length
        if self._text > _MOST_TEXT:
            raise SecurityError("写出的文字太长")


class _Limits(NodeTransformer):
    """Puts the limits where a template loops and where it strings texts together."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (jinja2 calls it by this name)
        self.generic_visit(node)
        node.iter = _through(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _through(node, _MEASURED)


def _through(node: nodes.Expr | nodes.Node, name: str) -> nodes.Filter:
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


