"""The closed arithmetic of rule files: + − × ÷ ( ), 平均 最大 最小, over named figures and numbers.

There is nothing else to call and nothing to assign, so a formula can be checked when it is loaded,
printed as it stands and evaluated exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.rules.case import CannotScore
from scoring.rules.trace import Step, divided, minus, plus, times
from scoring.values.exact import exact, sum_of

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?%?)|(?P<name>[A-Za-z_“\u4e00-\u9fff][\w“”·\u4e00-\u9fff]*)"
    r"|(?P<sign>[-+−×*÷/(),，、（）]))"
)
_SIGNS = {"-": "−", "*": "×", "/": "÷", "（": "(", "）": ")", "，": ",", "、": ","}
_FUNCTIONS = {"平均": "平均", "最大": "最大", "最小": "最小", "mean": "平均", "max": "最大", "min": "最小"}

_INFIX = {"+": plus, "−": minus, "×": times, "÷": divided}

Resolve = Callable[[str], tuple[Step, ...]]
"""Gives the figures behind a name: one, or several for a list such as twelve months."""


@dataclass(frozen=True, slots=True)
class Node:
    """A parsed formula: a number, a name, or an operator over operands."""

    op: str
    operands: tuple[Node, ...] = ()
    name: str = ""
    number: Fraction | None = None
    shown: str = ""

    @property
    def only_sum(self) -> bool:
        """Whether figures are added and subtracted, and nothing else."""
        return self.op in ("name", "number") or (
            self.op in "+−" and all(each.only_sum for each in self.operands))

    def names(self) -> Iterator[str]:
        if self.op == "name":
            yield self.name
        for operand in self.operands:
            yield from operand.names()


@lru_cache(maxsize=1024)
def parse(formula: str) -> Node:
    """Parse a formula; ValueError with a Chinese message where it is not understood.

    >>> sorted(parse("（甲 − 乙）÷ 乙 × 100%").names())
    ['乙', '乙', '甲']
    """
    tokens = list(_tokens(formula))
    node, rest = _sum(tokens)
    if rest:
        raise ValueError(f"公式“{formula}”在“{rest[0]}”处看不懂")
    return node


def evaluate(node: Node, resolve: Resolve) -> Step:
    """The formula's value as a Step tree; CannotScore where it has none."""
    match node.op:
        case "number":
            return Step(node.number or Fraction(0), shown=node.shown)
        case "name":
            figures = resolve(node.name)
            if len(figures) != 1:
                raise CannotScore(f"“{node.name}”是一组数，须用 平均、最大 或 最小")
            return figures[0]
        case "平均" | "最大" | "最小":
            return _function(node, resolve)
        case _:
            left, right = node.operands
            return _infix(node.op, evaluate(left, resolve), evaluate(right, resolve))


def _infix(op: str, left: Step, right: Step) -> Step:
    if op == "÷" and right.value == 0:
        raise CannotScore(f"{right.label or '除数'}为零，不能相除")
    return _INFIX[op](left, right)


def _function(node: Node, resolve: Resolve) -> Step:
    figures = tuple(figure for operand in node.operands for figure in (
        resolve(operand.name) if operand.op == "name" else (evaluate(operand, resolve),)))
    values = [figure.value for figure in figures]
    value = {"平均": sum_of(values) / len(values), "最大": max(values),
             "最小": min(values)}[node.op]
    return Step(value, node.op, figures)


def _tokens(formula: str) -> Iterator[str]:
    place = 0
    while place < len(formula.rstrip()):
        match = _TOKEN.match(formula, place)
        if match is None:
            raise ValueError(f"公式“{formula}”里的“{formula[place:].strip()[0]}”看不懂")
        token = match[0].strip()
        yield _SIGNS.get(token, token)
        place = match.end()


def _sum(tokens: list[str]) -> tuple[Node, list[str]]:
    node, rest = _product(tokens)
    while rest and rest[0] in "+−":
        right, after = _product(rest[1:])
        node, rest = Node(rest[0], (node, right)), after
    return node, rest


def _product(tokens: list[str]) -> tuple[Node, list[str]]:
    node, rest = _operand(tokens)
    while rest and rest[0] in "×÷":
        right, after = _operand(rest[1:])
        node, rest = Node(rest[0], (node, right)), after
    return node, rest


def _operand(tokens: list[str]) -> tuple[Node, list[str]]:
    if not tokens:
        raise ValueError("公式不完整")
    token, rest = tokens[0], tokens[1:]
    if token == "(":
        return _closed(_sum(rest))
    if token in _FUNCTIONS and rest[:1] == ["("]:
        return _call(_FUNCTIONS[token], rest[1:])
    if token[0].isdigit():
        return Node("number", number=exact(token), shown=token), rest
    if token in "+−×÷),":
        raise ValueError(f"公式在“{token}”处缺少数字或名称")
    return Node("name", name=token), rest


def _closed(parsed: tuple[Node, list[str]]) -> tuple[Node, list[str]]:
    node, rest = parsed
    if rest[:1] != [")"]:
        raise ValueError("公式的括号没有配对")
    return node, rest[1:]


def _call(function: str, tokens: list[str]) -> tuple[Node, list[str]]:
    operands: list[Node] = []
    while True:
        node, tokens = _sum(tokens)
        operands.append(node)
        if tokens[:1] != [","]:
            break
        tokens = tokens[1:]
    return _closed((Node(function, tuple(operands)), tokens))
