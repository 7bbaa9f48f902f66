"""出报告: the facts of one form put into its outline's Word template."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from addin.report.gaps import (
    DOUBT_MARK,
    DRAFT_MARK,
    Gap,
    Gaps,
    without_actuals,
    without_names,
    without_reasons,
)
from addin.report.lost import annex_lacks, is_published
from addin.report.marks import marks_in, told
from addin.report.sections import Section, sections, sections_bare, sections_otherwise
from addin.report.template import WordTemplate
from addin.report.typed import Beside, typed_otherwise

_SUMMARY_SENTENCE = "综述"
"""The phrase of which a summary is made."""


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
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Which name the rows of these 得分 cells lack; the report says 【待补充：指标名称】,
    【待补充：一级指标名称】."""
    otherwise: Sequence[str] = ()
    """What was typed on 报告素材 though the form says something else, with both cells."""
    sections: Sequence[str] = ()
    """The same of the parts that the outline has in the form itself."""
    bare: Sequence[str] = ()
    """Those of them that the report has and the form has not, so that its annex shows none."""
    lacking: str = ""
    """That the annex lacks rows which the report reckons with."""
    doubts: Sequence[str] = ()
    """Sentences of 报告素材 with another figure than the form's."""
    marks: Sequence[str] = ()
    """Every 【待核对：…】 and 【待补充：…】 of the document, in its order."""
    told_elsewhere: Sequence[str] = ()
    """Those of them that say what the audit finds wrong, or of which sum the parts are missing:
    other lines of the screen name these."""

    def told(self) -> Iterator[str]:
        """What a person is to see to before he signs, with the cells where it is mended."""
        named = (*self.told_elsewhere, *(f"{DRAFT_MARK}{gap.name}】" for gap in self.missing))
        yield from told(self.marks, named)
        if self.unexplained:
            yield without_reasons(self.unexplained)
        if self.without_actual:
            yield without_actuals(self.without_actual)
        if self.unnamed:
            yield without_names(self.unnamed)
        if self.otherwise:
            yield typed_otherwise(self.otherwise)
        if self.sections:
            yield sections_otherwise(self.sections)
        if self.bare:
            yield sections_bare(self.bare)
        if self.lacking:
            yield self.lacking


def report(book: Readable, one: Assessed, library: Library, *, summary: bool = False,
           charted: bool = False) -> Report:
    """The form's report, which says at its head where form and rules disagree: nobody is to sign
    that unseen."""
    ruleset, transfer = one.scorecard.ruleset, one.form.filing.about.transfer
    outline = library.outline(ruleset, transfer)
    name = SUMMARY if summary else library.outline_name(ruleset, transfer)
    template = WordTemplate.opened(library.report_file(name, TEMPLATE).read_bytes(),
                                   f"{name}/{TEMPLATE}")
    materials = read_materials(book, outline)
    facts = Facts(one, outline, materials, published=is_published(one, library, outline))
    typed = Beside(outline, materials, one.form.filing, _summarised(outline) if summary else None)
    audited, contradicted = doubts(one), typed.contradictions(one.scorecard)
    known = facts.by_name()
    parts = sections(replace(facts, gaps=Gaps()) if summary else facts)
    width, height = template.annex(landscape=one.form.found.grid.landscape)
    template.fill({**known, "各段": parts, "待核对": [*audited, *contradicted],
                   "自评表": _annex(one, width, height),
                   "得分率图": chart(template, known["分组"]) if charted else ""}, outline.phrases)
    content = template.saved()
    return Report(content, template.name, tuple(facts.gaps.missing.values()),
                  tuple(facts.gaps.without_reason), tuple(facts.gaps.without_actual),
                  {} if summary else _unnamed(known), typed.otherwise(),
                  [f"{each.field}（{each.cell}）" for each in parts.values() if each.differs],
                  [f"{each.field}（{each.cell}）" for each in parts.values()
                   if each.text and not each.filed],
                  "" if summary else annex_lacks(known["缺失"], one.form.filing.total_score.cell),
                  contradicted, marks_in(template.texts()),
                  [*(f"{DOUBT_MARK}{each}】" for each in audited),
                   *marks_in(row["结论"] for row in known["指标"]), *facts.gaps.sums])


def _summarised(outline: Outline) -> Sequence[str]:
    """The parts of an outline that a summary is made of."""
    said = outline.phrases.get(_SUMMARY_SENTENCE, "")
    return [part.key for part in outline.parts if part.key in said]


def _unnamed(known: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """In the order of the form."""
    level = {id(row): group["名称"] for group in known["分组"] for row in group["指标"]}
    lacking = {"一级指标名称": [row["得分格"] for row in known["指标"]
                          if level[id(row)].startswith(DRAFT_MARK)],
               "指标名称": [row["得分格"] for row in known["指标"]
                        if row["名称"].startswith(DRAFT_MARK)]}
    return {name: cells for name, cells in lacking.items() if cells}


def _annex(one: Assessed, width: int, height: int) -> Markup:
    """The form and its 续表, each a table of its own."""
    title = one.form.filing.about.title
    return Markup("").join(FormTable(part, width, height, title)
                           for part in (one.form.found, *one.form.more))


def form_sections(book: Readable, one: Assessed, outline: Outline) -> Sequence[Section]:
    """What the report writes into the form itself; nothing where its outline has no such part."""
    materials = read_materials(book, outline)
    contradicted = Beside(outline, materials, one.form.filing).contradictions(one.scorecard)
    marked = [*doubts(_without(one, outline.sections)), *contradicted]
    return tuple(sections(Facts(one, outline, materials, doubts=marked)).values())


def after_writing(one: Assessed, made: Sequence[Section]) -> Assessed:
    """The form without what is found wrong of sections that are written anew."""
    return _without(one, [each.field for each in made if each.text and not each.own])


def _without(one: Assessed, names: Collection[str]) -> Assessed:
    """The form without what is found wrong of the sections of these names."""
    cells = {one.form.filing.fields[name].cell for name in names
             if name in one.form.filing.fields}
    return replace(one, findings=tuple(
        each for each in one.findings
        if not (each.code.code.startswith("section-") and each.cells[0] in cells)))
