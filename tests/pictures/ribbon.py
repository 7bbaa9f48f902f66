"""The pictures 一键评分-*.png in docs/: the official forms after the ribbon's 一键评分, pressed in a
real LibreOffice; none of a form that it could not score at all, and so left as it was. ``make pictures``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from addin.books.live.book import BookLive
from addin.ribbon import press as ribbon
from tests import office
from tests.live import office as live_office
from tests.live.forms import filed, rulesets
from tests.live.test_ribbon import emptied, seen
from tests.pictures.forms import WHOLE, draw

SECOND_PAGE = {"jiangning"}
"""Their indicators, and so their scores, begin at the foot of the first."""


def main() -> None:
    with TemporaryDirectory() as name, live_office.office() as context:
        from tests.live.engine import add_engine

        host = add_engine(context).apps.active
        for ruleset in rulesets():
            book = host.books.open(str(filed(ruleset, Path(name))))
            cells = emptied(BookLive(book))
            book.set_mock_caller()
            ribbon.score_values()
            scores = [cell.value for cell in seen(BookLive(book), cells).values()]
            scored = Path(name) / f"scored-{ruleset.form}.xlsx"
            book.save(str(scored))
            book.close()
            form = ruleset.names[0]
            if any(score is not None for score in scores):
                draw(f"一键评分-{form}", office.to_pdf(scored, Path(name)), "", WHOLE,
                     page=2 if form in SECOND_PAGE else 1)


if __name__ == "__main__":
    main()
