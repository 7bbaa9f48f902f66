"""A form of another year than the pile's: only the pile shows it."""

from __future__ import annotations

from addin.desk.review.gathered import Gathered
from addin.desk.review.more import problems
from addin.library.sentences import Sentences
from addin.pages.review.years import main_year
from scoring.findings.finding import finding


def told_of_years(gathered: Gathered, sentences: Sentences) -> None:
    """Ask of each form that is not of the year of nearly all the others."""
    year = main_year(each.form.year for each in gathered.forms if each.form.year is not None)
    if year is None:
        return
    for place, brief in enumerate(gathered.forms):
        form = brief.form
        if form.year is not None and form.year != year:
            told = finding("year-in-pile", filed=str(form.year), expected=str(year))
            gathered.attach(place, list(problems([(told, "")], form.key, sentences)))
