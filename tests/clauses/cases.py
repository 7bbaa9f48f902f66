"""The clauses that are tested, and how a reading of one is judged."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter

from scoring.clauses.read import read
from scoring.clauses.reading import Reading
from scoring.rules.rule import Rule
from scoring.rules.scales.bands import Bands
from scoring.rules.scales.ladder import Ladder
from tests.clauses.compare import differences, levels

HERE = Path(__file__).parent
Verdict = Literal["对", "不读", "错"]


@dataclass(frozen=True)
class Clause:
    """An official clause with a person's reading of it; ``whole`` says how far it can be read."""

    id: str
    text: str
    weight: Fraction | None
    name: str
    explanation: str
    whole: Literal["全", "部分", "不能"]
    rule: Any
    source: str
    substitute: bool = False
    """Whether the person had no kind for it yet and wrote the nearest one instead."""

    def reading(self) -> Reading:
        return read(self.text, self.weight, self.name, self.explanation)


@dataclass(frozen=True)
class Judged:
    """A clause's reading: right where one of its ways does what the person's reading does."""

    clause: Clause
    reading: Reading
    verdict: Verdict
    differences: tuple[str, ...] = ()


def clauses(path: Path) -> list[Clause]:
    """The clauses of one file of cases."""
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return [Clause(one["id"], one["text"], Fraction(one["weight"]) if "weight" in one else None,
                   one.get("name", ""), one.get("explanation", ""), one["whole"],
                   rules().validate_python(one["rule"]), path.stem, "substitute" in one)
            for one in entries]


@cache
def official() -> tuple[Clause, ...]:
    return tuple(clause for name in ("seeds", "elsewhere")
                 for clause in clauses(HERE / f"{name}.yaml"))


@cache
def own() -> tuple[Clause, ...]:
    """Wordings of our own making, which no person has read for us."""
    entries = yaml.load((HERE / "variants.yaml").read_text(encoding="utf-8"),
                        Loader=yaml.CBaseLoader)
    return tuple(Clause(f"自拟{place}", one["text"], Fraction(one["weight"]), one["name"],
                        one.get("explanation", ""), "全", None, "variants")
                 for place, one in enumerate(entries, 1))


def judged(clause: Clause) -> Judged:
    reading = clause.reading()
    if not reading.read:
        return Judged(clause, reading, "不读")
    weight = clause.weight or reading.weight or Fraction(100)
    found = [tuple(_differences(rules().validate_python(one), clause, weight))
             for one in reading.readings]
    least = min(found, key=len)
    return Judged(clause, reading, "错" if least else "对", least)


def _differences(rule: Any, clause: Clause, weight: Fraction) -> Iterator[str]:
    """A substitute is held to the scores of its levels alone, as far as it has them."""
    if not clause.substitute or not all(
            isinstance(one, Bands | Ladder) for one in (rule, clause.rule)):
        yield from differences(rule, clause.rule, weight)
        return
    mine, theirs = levels(rule, weight), levels(clause.rule, weight)
    if mine[:len(theirs)] != theirs:
        yield f"levels {list(map(str, mine))} ≠ {list(map(str, theirs))}"


def productions(reading: Reading) -> Iterator[str]:
    yield from filter(None, reading.production.split("＋"))


@cache
def rules() -> TypeAdapter[Any]:
    """The model's own door for one rule."""
    return TypeAdapter(Rule)
