"""Headers of funds that mean a rate without saying so: in % (执行（%）), or one amount by another
(执行数÷预算数, 支出占预算比重)."""

from __future__ import annotations

import re

from addin.library.words import Lexicon, unmarked
from scoring.values.normal import normal

_IN_PERCENT = re.compile(r"(?:\((?:单位:)?%\)|(?<![\d×*])%)$")
_BY_LETTERS = re.compile(r"[A-Z][/÷][A-Z]")
"""B/A, as the letters behind the headers of the amounts say."""
_BY = re.compile("[/÷]|占")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NOTED = re.compile(r"\([^()%/÷]*\)")
_AROUND = "*#:.【】[]〔〕"
_AMOUNTS = ("", "opening", "budget", "executed")
"""What a header may be by its words alone that is rather a rate: points and changes of a budget in
% are none."""
_SHARE = "率"


def meant_as_a_rate(text: str, words: Lexicon) -> str:
    """The rate's own word where the header means one without saying it; else empty."""
    rate = words.words.concepts.get("rate")
    if rate is None or words.best(text) not in _AMOUNTS:
        return ""
    plain = _NOTED.sub("", "".join(normal(unmarked(text)).split()).strip(_AROUND))
    in_percent = _IN_PERCENT.search(plain) is not None and words.best(
        _IN_PERCENT.sub(_SHARE, plain)) == "rate"
    return rate.words[0] if in_percent or _is_by_another(plain, words) else ""


def _is_by_another(plain: str, words: Lexicon) -> bool:
    """Whether the text is what was executed by what was budgeted."""
    if _BY_LETTERS.search(plain):
        return True
    told = _IN_BRACKETS.sub("", plain)
    part, *whole = _BY.split(_IN_PERCENT.sub("", told))
    if len(whole) != 1 or words.best(whole[0]) != "budget":
        return False
    return "占" in told or words.best(part) == "executed"
