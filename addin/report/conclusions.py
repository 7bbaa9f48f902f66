"""What a report concludes of an indicator in its own words, found in what the clerk wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from addin.library.outline import Conclusion
from addin.report.doubts import in_words
from addin.report.gaps import DOUBT_MARK
from scoring.findings.finding import Finding
from scoring.values.exact import exact, show

_HOLES = re.compile(r"…|\{数\}|\{率\}")
_MET = "符合"
_CONTRADICTS = frozenset({"score-differs", "text-contradicts"})
"""By what the audit says that not all key points of a row are met."""
_NUMBER, _RATE = r"\d{1,15}(?:\.\d{1,6})?", r"-?\d{1,15}(?:\.\d{1,6})?[%％]"
_MEANT = {"…": r"[^\a]{0,60}?", "{数}": rf"(?P<number>{_NUMBER})", "{率}": rf"(?P<rate>{_RATE})"}


def concluded(known: Sequence[Conclusion], written: str, *, full: bool) -> str:
    """The first conclusion that fits what was ``written`` and whether ``full`` points were given;
    empty where none does."""
    for each in known:
        found = _pattern(each.find).search(written)
        if found is None or (each.full and not full):
            continue
        parts = found.groupdict()
        return (each.say.replace("{数}", _plain(parts.get("number")))
                .replace("{率}", parts.get("rate") or ""))
    return ""


def with_doubt(said: str, found: Iterable[Finding]) -> str:
    """The conclusion, with a mark behind it where it says that key points are met and the audit
    of its row says otherwise."""
    for each in found:
        if each.code.code in _CONTRADICTS and _MET in said:
            message = each.message.removeprefix(f"{each.indicator}：")
            return f"{said}{DOUBT_MARK}{in_words(message)}】"
    return said


def _plain(number: str | None) -> str:
    return show(exact(number)) if number else ""


@lru_cache(maxsize=512)
def _pattern(find: str) -> re.Pattern[str]:
    """Words with holes: … is anything short, {数} a number, {率} a percentage."""
    pieces, holes = _HOLES.split(find), _HOLES.findall(find)
    meant = [re.escape(pieces[0])]
    for hole, piece in zip(holes, pieces[1:], strict=True):
        meant += [_MEANT[hole], re.escape(piece)]
    return re.compile("".join(meant))
