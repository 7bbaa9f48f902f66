"""出报告: the facts of one form put into its outline's Word template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from addin.books.book import Readable
from addin.forms.assessed import Assessed
from addin.library.library import Library
from addin.library.outline import SUMMARY, TEMPLATE, Outline
from addin.pages.materials import read_materials
from addin.report.chart import chart
from addin.report.doubts import doubts
from addin.report.facts import Facts
from addin.report.form import FormTable
from addin.report.gaps import DRAFT_MARK, Gap
from addin.report.lost import is_published
from addin.report.sections import Section, sections
from addin.report.template import WordTemplate


@dataclass(frozen=True)
class Report:
    """A Word document, and the gaps in it: each is written as 【待补充：…】."""

    content: bytes
    template: str
    missing: Sequence[Gap]
    unexplained: Sequence[str] = ()
    """Indicators that the report has to explain and the form does not, with the cell for it where
    there is one; the report says 【待补充：原因】."""
    without_actual: Sequence[str] = ()
    """Indicators of which the report says 【待补充：实际完成值】 or that it is copied, as above."""
    unnamed: Sequence[str] = ()
    """The 得分 cells of indicators without a name, or without that of the level above them; the
    report says 【待补充：指标名称】, 【待补充：一级指标名称】."""


def report(book: Readable, one: Assessed, library: Library, *, summary: bool = False,
           charted: bool = False) -> Report:
    """The form's report, which says at its head where form and rules disagree: nobody is to sign
    that unseen."""
    ruleset, transfer = one.scorecard.ruleset, one.form.filing.about.transfer
    outline = library.outline(ruleset, transfer)
    name = SUMMARY if summary else library.outline_name(ruleset, transfer)
    template = WordTemplate.opened(library.report_file(name, TEMPLATE).read_bytes(),
                                   f"{name}/{TEMPLATE}")
    facts = Facts(one, outline, read_materials(book, outline),
                  published=is_published(one, library, outline))
    known = facts.by_name()
    width, height = template.annex(landscape=one.form.found.grid.landscape)
    template.fill({**known, "各段": sections(facts), "待核对": doubts(one),
                   "自评表": _annex(one, width, height),
                   "得分率图": chart(template, known["分组"]) if charted else ""}, outline.phrases)
    content = template.saved()
    return Report(content, template.name, tuple(facts.gaps.missing.values()),
                  tuple(facts.gaps.without_reason), tuple(facts.gaps.without_actual),
                  () if summary else _unnamed(known))


def _unnamed(known: Mapping[str, Any]) -> tuple[str, ...]:
    """In the order of the form."""
    nameless = {id(row) for group in known["分组"] for row in group["指标"]
                if DRAFT_MARK in f"{group['名称']}{row['名称']}"}
    return tuple(row["得分格"] for row in known["指标"] if id(row) in nameless)


def _annex(one: Assessed, width: int, height: int) -> Markup:
    """The form and its 续表, each a table of its own."""
    title = one.form.filing.about.title
    return Markup("").join(FormTable(part, width, height, title)
                           for part in (one.form.found, *one.form.more))


def form_sections(book: Readable, one: Assessed, outline: Outline) -> Sequence[Section]:
    """What the report writes into the form itself; nothing where its outline has no such part."""
    facts = Facts(one, outline, read_materials(book, outline), doubts=doubts(one))
    return tuple(sections(facts).values())
