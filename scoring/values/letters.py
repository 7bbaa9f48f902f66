"""A digit that was typed as a letter: 3OO米, 9O%, l0件, 1O0%."""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.values.normal import normal

_O = "OoОоΟο"
"""The Latin, the Cyrillic and the Greek one."""
_COUNTED = "个项户人家次件"
_LATIN = r"(?:km|kg|kW|cm|mm|ml|mL|m|g|t|h)\d?(?![A-Za-z])"
_ENDS = rf"(?![A-Za-z])|(?={_LATIN})"
_MIXED = re.compile(
    rf"(?<![A-Za-z\d.])(?<![A-Za-z]-)(?:"
    rf"(?:\d[\d.,]{{0,9}}[{_O}]|[{_O}]\.\d)[\d{_O}.,]{{0,9}}(?:{_ENDS})"
    rf"|(?:[Il]\d|\d[\d{_O}.,]{{0,9}}[Il])[\d{_O}Il.,]{{0,9}}(?=[%‰{_COUNTED}]))")
"""O beside digits; l and I only before % and what is counted, as 5l is a volume. Neither CO2,
PM2.5, OA系统, H2O nor A2O工艺, lx, Ⅰ类 or GPT-4o."""
_DIGITS = str.maketrans({**dict.fromkeys(_O, "0"), "I": "1", "l": "1"})
UNIT = rf"^[Oo]+(?:(?![A-Za-z])|{_LATIN})|^[Il][{_COUNTED}]"
"""What a number's unit would begin with."""
IN_NO_UNIT = ("O", "o", "I", *(f"l{each}" for each in _COUNTED))
"""The same without patterns, for formulas: what has one of them is left to a person."""


@lru_cache(maxsize=4096)
def as_digits(text: str) -> str:
    """The text with digits for such letters; empty where it holds none.

    >>> as_digits("≥3OO米"), as_digits("l0件"), as_digits("ＰＭ2.5达标，照度300lx，5l")
    ('≥300米', '10件', '')
    """
    plain = normal(text)
    meant = _MIXED.sub(lambda found: found[0].translate(_DIGITS), plain)
    return meant if meant != plain else ""
