"""The README's table of coverage, made from the rulesets and forms: ``make coverage``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from addin.books.xlsx.closed import BookFile
from addin.desk.assess import assess
from addin.desk.new_form import sample
from addin.library.form_map import PUBLISHED
from addin.library.library import Library
from scoring.rules.rule import KIND_NAMES
from scoring.rules.ruleset import Ruleset
from scoring.rules.scales.base import Scale
from scoring.rules.scales.judged import Judged
from scoring.values.exact import show

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- coverage:begin -->\n", "<!-- coverage:end -->\n"
HEADERS = ("地区", "年度", "官方表", "行", "计分方式", "核对依据", "没有核实的")


def table(library: Library) -> str:
    """One line a ruleset, in Markdown."""
    titles = {each.form: each.name.partition("（")[0] for each in library.maps}
    lines = [HEADERS, ("---",) * len(HEADERS), *(
        (f"{each.place} `{each.names[0]}`", str(each.year or "—"), titles[each.form],
         _rows(each, library), _kinds(each), *_verified(each)) for each in library.all())]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def renewed(readme: str, made: str) -> str:
    """The text with the table between its marks; whatever stood there goes."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{made}{END}{after}"


def _rows(ruleset: Ruleset, library: Library) -> str:
    """How many rows the published form has, and how many of them no rule is printed for."""
    folder = library.form_folder(ruleset.form)
    if not (folder / PUBLISHED).is_file():
        return "由单位填写"
    book = BookFile.read(sample(ruleset, folder).to_bytes(), f"{ruleset.form}.xlsx")
    awards = [award for one in assess(book, library) for award in one.scorecard.awards]
    unruled = sum(isinstance(award.rule, Judged) for award in awards)
    said = [str(len(awards)), *([f"其中 {unruled} 行没有印评分规则"] if unruled else []),
            *([f"另缺 {show(ruleset.lost.weight)} 分的行"] if ruleset.lost else [])]
    return "，".join(said)


def _kinds(ruleset: Ruleset) -> str:
    ruled = [*ruleset.indicators, *ruleset.defaults,
             *([ruleset.execution] if ruleset.execution else [])]
    used = {part.kind for each in ruled for part in _within(each.rule)}
    return "、".join(name for kind, name in KIND_NAMES.items() if kind in used)


def _within(rule: Scale) -> Iterator[Scale]:
    """A rule and the rules that it is made of."""
    yield rule
    for child in rule.inner():
        yield from _within(child)


def _verified(ruleset: Ruleset) -> tuple[str, str]:
    if ruleset.source is None:
        return "", ""
    return ruleset.source.verified, "；".join(ruleset.source.unverified)


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8"), table(Library())), "utf-8")
