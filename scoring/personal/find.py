"""What of a text is personal: by a label, by the label of the cell beside it, or by itself."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from scoring.personal.alone import find_mailboxes, find_numbers
from scoring.personal.beside import find_beside
from scoring.personal.labelled import find_labelled
from scoring.personal.labels import label_cell
from scoring.personal.reading import Found, Reading, covered

_SHORT, _NOTHING = 200, 3


def find(text: str, label: str = "", *, sure: bool = True) -> tuple[Found, ...]:
    """What of a text is personal. ``label`` is what stands before it in a cell of its own; not
    ``sure`` where it may belong to another cell, so that only what begins as a name is one.

    >>> [each.shown for each in find("填报人：张三丰  联系电话：13800000000，金额13800000000元")]
    ['张××', '138××××××00']
    >>> [each.shown for each in find("张三丰", label="填报人")], find("2130599 共138.00元")
    (['张××'], ())
    """
    return (_find_again if len(text) <= _SHORT else _find)(text, label, sure)


def _find(text: str, label: str, sure: bool) -> tuple[Found, ...]:
    """Read again where something was covered, until nothing more is found: what is next to a mask
    may read otherwise than what was next to a number, and masks are to be final."""
    found = _once(text, label, sure)
    shown = covered(text, found)
    while shown != text and (more := _once(shown, label, sure)):
        before, shown = shown, covered(shown, more)
        if shown == before:
            break
        found = _together(found, more, shown)
    return found


def _together(found: tuple[Found, ...], more: tuple[Found, ...], shown: str) -> tuple[Found, ...]:
    """Both, as they are ``shown`` now; what overlaps is one, and what it was first."""
    made = list(found)
    for each in more:
        over = [one for one in made if one.start < each.end and each.start < one.end]
        made = [one for one in made if one not in over]
        made.append(replace(over[0] if over else each,
                            start=min(one.start for one in (*over, each)),
                            end=max(one.end for one in (*over, each))))
    return tuple(replace(one, shown=shown[one.start : one.end])
                 for one in sorted(made, key=lambda one: one.start))


def _once(text: str, label: str, sure: bool) -> tuple[Found, ...]:
    asked = label_cell(label) if label else ()
    if not asked and len(text) <= _NOTHING:
        return ()
    if not sure:
        asked = tuple(replace(each, sure=False) for each in asked)
    reading = Reading(text)
    find_mailboxes(reading)
    find_labelled(reading, asked)
    find_numbers(reading)
    find_beside(reading)
    return reading.found


_find_again = lru_cache(maxsize=1 << 12)(_find)
"""The cells of a form are read more than once, and many say the same."""
