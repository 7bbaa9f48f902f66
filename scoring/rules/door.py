"""How values enter a dataclass of the model from a rule file.

The markers below are read by pydantic only when a rule file is validated; importing the model does
not import pydantic, so that a cell function starts fast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

from scoring.values.exact import exact, show
from scoring.values.interval import Interval

Model = TypeVar("Model")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def model(cls: type[Model]) -> type[Model]:
    """An entry of a rule file: a frozen dataclass whose fields are its keys, and no others."""
    made = dataclass(frozen=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


def remade(made: Model, **values: Any) -> Model:
    """The model with other values; itself where they are those that it has."""
    if all(getattr(made, name) == value for name, value in values.items()):
        return made
    return cast(Model, replace(cast(Any, made), **values))


class _Reads:
    """A field given as text or number in the file and turned into ``kind`` by ``parse``."""

    def __init__(self, parse: Any, what: str, *, lists: bool = False) -> None:
        self.parse, self.what = parse, what
        self.kinds = str | int | Fraction | list if lists else str | int | Fraction

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        def read(value: Any) -> Any:
            if isinstance(value, bool) or not isinstance(value, self.kinds):
                raise PydanticCustomError("not_read", "应当是{what}", {"what": self.what})
            try:
                return self.parse(value)
            except (ValueError, TypeError, ZeroDivisionError):
                raise PydanticCustomError("not_read", "“{value}”不是{what}",
                                          {"value": str(value), "what": self.what}) from None

        return core_schema.no_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        return {"type": ["string", "number"], "description": self.what}


Number = Annotated[Fraction, _Reads(exact, "数字（如 0.5、80%、1/3）")]
"""An exact number in a rule file: ``0.5``, ``80%``, ``1/3``."""


def _span(value: str | int | Fraction | list[Any]) -> Interval:
    """A list of two is what YAML makes of an interval without quotes."""
    if isinstance(value, list):
        low, high = value
        return Interval(exact(low), exact(high))
    if not isinstance(value, str):
        raise ValueError(value)
    return Interval.parse(value)


Span = Annotated[Interval, _Reads(_span, "区间（如 [80%, 100%]、(10%, 20%]、< 60%）", lists=True)]
"""An interval in a rule file: ``[80%, 100%]``, ``≥ 100%``, ``80%≤x<90%``."""


def _count_span(value: str | int | Fraction) -> Interval:
    """A number alone means exactly that many."""
    try:
        return Interval(exact(value), exact(value))
    except ValueError:
        return Interval.parse(str(value))


CountSpan = Annotated[Interval, _Reads(_count_span, "项数（如 7、≤ 4、[1, 3]）")]
"""How many: ``7`` or an interval."""


def _word(value: str | int | Fraction) -> str:
    return value if isinstance(value, str) else show(Fraction(value))


Word = Annotated[str, _Reads(_word, "文字或数字")]
"""Text in a rule file that may look like a number: ``19户``, ``600``."""
