"""A range that is said in two conditions: ≥90%且≤95%, 不低于90%，不高于95%, 90%≤x≤95%."""

from __future__ import annotations

import re

_JOINED = re.compile(r"(.{2,16}?)(?:,|;|、|且|并且|同时|而)+(.{2,16})")
_SIGNS = re.compile("[≥≤<>上下不\\[]")
_AMID = re.compile(r"([\d.,]+[^\d≤<,]{0,4})(?:≤|<=)[^\d≤<,]{1,12}(?:≤|<=)([\d.,]+[^\d≤<,]{0,4})")
_CLOSED = re.compile(r"\[([\d.]+[^\d,]{0,4}),([\d.]+[^\d,]{0,4})\]")
_SIGNED = re.compile(r"((?:≥|>=|不低于|不少于|不小于).{1,12}?)((?:≤|<=|不高于|不超过|不大于|不多于).{1,12})")
_WORDED = re.compile(r"(.{1,12}?以上)(.{1,12}?(?:以下|以内))")


def two_ends(plain: str) -> tuple[str, str] | None:
    """The two conditions of a text, half-width and without white space, which include their ends.

    >>> two_ends("≥90%且≤95%"), two_ends("90%≤满意度≤95%"), two_ends("[90%,95%]")
    (('≥90%', '≤95%'), ('≥90%', '≤95%'), ('≥90%', '≤95%'))
    >>> two_ends("≥90%≤95%"), two_ends("90%以上95%以下")
    (('≥90%', '≤95%'), ('90%以上', '95%以下'))
    """
    if not _SIGNS.search(plain):
        return None
    if found := _AMID.fullmatch(plain) or _CLOSED.fullmatch(plain):
        return f"≥{found[1]}", f"≤{found[2]}"
    if found := _JOINED.fullmatch(plain) or _SIGNED.fullmatch(plain) or _WORDED.fullmatch(plain):
        return found[1], found[2]
    return None
