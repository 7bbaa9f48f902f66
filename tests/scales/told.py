"""What every case here says to the clerk, word for word, in ``told.txt``.

``python -m tests.scales.told`` renews that file; what it then says differently is to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scoring.awards.explain import explain
from scoring.rules.inputs import InputSpec, inputs_of
from tests.scales.cases import Group, groups

FILE = Path(__file__).with_name("told.txt")


def told() -> str:
    return "\n".join(line for group in groups() for line in (*_group(group), ""))


def _group(group: Group) -> Iterator[str]:
    ruleset = group.ruleset()
    explained = [explain(group.award(case)) for case in group.data["cases"]]
    yield f"■ {group}"
    yield from _basis(explained[0])
    yield from map(_input, inputs_of(ruleset))
    for place, lines in enumerate(explained, 1):
        yield f"{place}. {'／'.join(line for line in lines if line not in _basis(lines))}"


def _basis(lines: list[str]) -> list[str]:
    """Rule, conditions, clause and reading, which end every explanation."""
    return [line for line in lines if line.startswith(("评分标准：", "条件：", "条款：", "读法："))]


def _input(spec: InputSpec) -> str:
    words = (spec.name, spec.kind, spec.meaning, spec.unit, "、".join(spec.choices),
             f"×{spec.count}", "可不填" if spec.optional else "", f"≥{spec.minimum}")
    return "· " + " ".join(word for word in words if word)


if __name__ == "__main__":
    FILE.write_text(told(), "utf-8")
