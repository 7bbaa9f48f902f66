"""评价要点 that an explanation prints: ①…②…, 1.…2.…"""

from __future__ import annotations

import re

from scoring.clauses.normal import normal

_MARK = re.compile(r"[①-⒛]|(?:^|(?<=[;。:\n,]))(?:\d{1,2}(?:\.(?!\d)|、)|\(\d{1,2}\))")


def key_points(explanation: str) -> tuple[str, ...]:
    """The numbered points, without their numbers; none where there are fewer than two.

    >>> key_points("评价要点：①制度健全；②执行有效。")
    ('制度健全', '执行有效')
    """
    text = normal(explanation).text
    found = [part.strip(" ;。,\n") for part in _MARK.split(text)[1:]]
    points = tuple(part for part in found if part and "=" not in part)
    return points if len(points) > 1 else ()
