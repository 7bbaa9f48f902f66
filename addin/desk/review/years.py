"""A form of another year than the pile's, or of none that it names: only the pile shows it."""

from __future__ import annotations

from addin.desk.review.gathered import Gathered
from addin.desk.review.more import problems
from addin.library.sentences import Sentences
from addin.pages.review.years import main_year
from scoring.findings.finding import Finding, finding


def told_of_years(gathered: Gathered, sentences: Sentences) -> None:
    """Ask of each form that is not of the year of nearly all the others; tell of each that names
    none where others do."""
    known = [each.form.year for each in gathered.forms if each.form.year is not None]
    main = main_year(known)
    for place, brief in enumerate(gathered.forms if known else ()):
        if (told := _told(brief.form.year, main)) is not None:
            gathered.attach(place, list(problems([(told, "")], brief.form.key, sentences)))


def _told(year: int | None, main: int | None) -> Finding | None:
    if year is None:
        return finding("year-missing")
    if main is None or year == main:
        return None
    return finding("year-in-pile", filed=str(year), expected=str(main))
