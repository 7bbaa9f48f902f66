"""What a report marks as to be looked at: what the audit says is wrong, in words for people."""

from __future__ import annotations

import re

from addin.forms.assessed import Assessed
from addin.library.typography import printed

_SAID = tuple((re.compile(pattern), said) for pattern, said in (
    (r"（[^（）]{0,60}![A-Z$]{1,4}\$?\d{1,7}[^（）]{0,60}）", ""),
    (r"，不计(?=；不扣分)", "")))
"""Cells where a calculation found its figures, and the words of its steps."""


def doubts(one: Assessed) -> list[str]:
    """Each as the text of 【待核对：…】."""
    return [in_words(each.message) for each in one.errors]


def in_words(message: str) -> str:
    for pattern, said in _SAID:
        message = pattern.sub(said, message)
    return printed(message)
