"""What every kind of scale can do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from scoring.case import Case, Outcome


class Scale(Protocol):
    """How figures become points. ``weight`` in 分 is known only where a rule is checked or used."""

    @property
    def kind(self) -> str: ...

    def award(self, case: Case) -> Outcome:
        """Points with their arithmetic, or Open. May raise CannotScore where figures are missing."""

    def sentence(self) -> str:
        """The rule printed back as 评分标准, to be read beside the official text."""

    def problems(self, weight: Fraction | None) -> Iterator[str]:
        """What is wrong with the rule itself, in Chinese, for the author."""

    def needs(self, name: str) -> Iterator[str]:
        """Names of the figures it uses; ``name`` is the indicator's, for automatic inputs."""
