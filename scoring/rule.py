"""A rule: one of the closed set of scales."""

from __future__ import annotations

from typing import Annotated, Any

from scoring.scales.bands import Bands
from scoring.scales.judged import Judged
from scoring.scales.proportional import Proportional

KINDS: dict[str, type[Any]] = {
    "proportional": Proportional,
    "bands": Bands,
    "judged": Judged,
}
"""Every kind a rule file may name, with its class."""

KIND_NAMES = {"proportional": "比例计分", "bands": "定性分档", "judged": "人工认定"}


class _ByKind:
    """Tells pydantic to choose the class by the field ``kind``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        choices = {kind: handler.generate_schema(scale) for kind, scale in KINDS.items()}
        return core_schema.tagged_union_schema(choices, discriminator="kind")


Rule = Annotated[Proportional | Bands | Judged, _ByKind()]
