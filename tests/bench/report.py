"""What a report costs beside plain docxtpl and plain jinja2 of the same text; part of ``make bench``.

Memory is what Python holds after so many reports: it must not grow with their number.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from addin.books.files import open_book
from addin.desk.assess import assess
from addin.library.library import Library
from addin.library.outline import TEMPLATE
from addin.pages.materials import read_materials
from addin.report.explained import FILTERS as PARTS
from addin.report.facts import Facts
from addin.report.form import FormTable
from addin.report.make import report
from addin.report.numbering import FILTERS as NUMBERING
from addin.report.template import Phrases, WordTemplate
from addin.report.text import FILTERS, FUNCTIONS
from scoring.report.check import Passage, check_report
from tests.bench.times import medians, table
from tests.cli.runs import pe
from tests.report.test_verb import place, typed

SAMPLES = ("lukou", "chayu")


def reporter(form: Path) -> Callable[[], bytes]:
    """The report of a form that is already read and scored, as bytes."""
    library, book = Library(), open_book(form)
    (one,) = assess(book, library)
    return lambda: report(book, one, library).content


def compared(name: str, form: Path, times: int = 12) -> None:
    library, book = Library(), open_book(form)
    (one,) = assess(book, library)
    ruleset = one.scorecard.ruleset
    outline = library.outline(ruleset)
    content = library.report_file(ruleset.report, TEMPLATE).read_bytes()
    template = WordTemplate.opened(content, name)
    known = Facts(one, outline, read_materials(book, outline)).by_name()
    annex = template.annex(landscape=one.form.found.grid.landscape)
    facts: dict[str, Any] = {
        **known, "待核对": [], "得分率图": "", "自评表": FormTable(one.form.found, *annex)}
    facts["句"] = Phrases(outline.phrases, facts)
    plain = Environment(autoescape=True)
    plain.filters |= {**FILTERS, **NUMBERING, **PARTS}
    plain.globals |= FUNCTIONS
    patched = template.patch_xml(template.get_xml())

    def with_docxtpl() -> bytes:
        made, document = BytesIO(), DocxTemplate(BytesIO(content))
        document.render(facts, plain)
        document.save(made)
        return made.getvalue()

    def whole() -> None:
        opened = open_book(form)
        (scored,) = assess(opened, library)
        _ = report(opened, scored, library).content

    found = medians({
        "plain jinja2: the patched text alone": lambda: plain.from_string(patched).render(facts),
        "plain docxtpl: open, render, save": with_docxtpl,
        "pe report: facts, sandbox, checks, save": reporter(form),
        "pe report: open, read, score, audit as well": whole,
    }, times)
    table(f"A Word report ({name})", found, "plain docxtpl: open, render, save", "ms",
          "≤ 1.5× plain docxtpl")


def long_texts(form: Path, folder: Path) -> None:
    """What a clerk who pastes whole documents waits for."""
    where = place(form, "工作亮点")
    texts = {"10,000 characters in one answer": "长" * 10_000,
             "3,000 lines in one answer": "\n".join(["一行"] * 3_000)}
    found = medians({"a report as published": reporter(form)} | {
        name: reporter(typed(form, folder / f"{len(text)}.xlsx", {where: text}))
        for name, text in texts.items()}, 5)
    table("A Word report with long texts", found, "a report as published", "ms", "a moment")


def long_paragraph(form: Path, times: tuple[int, ...] = (20, 200, 2_000)) -> None:
    """A report's paragraph compared with its form, by how long it is."""
    (one,) = assess(open_book(form), Library())
    sentence = "项目支出16503.88万元，其中一般公共预算1万元，完成率76%，培训工匠229名。"

    def comparing(count: int) -> Callable[[], object]:
        report = [Passage("第1段", sentence * count)]
        return lambda: check_report(report, one.scorecard)

    names = {count: f"{count * len(sentence):,} characters" for count in times}
    found = medians({names[count]: comparing(count) for count in times}, 3)
    table("A paragraph of a report compared with its form", found, names[times[0]], "ms",
          "as long as the text, no more")


def memory(form: Path, counts: tuple[int, ...] = (10, 50, 100)) -> list[int]:
    """Bytes held after so many reports."""
    make, held, made = reporter(form), [], 0
    tracemalloc.start()
    for count in counts:
        while made < count:
            make()
            made += 1
        gc.collect()
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return held


def main() -> None:
    with TemporaryDirectory() as folder:
        forms = {name: Path(folder, f"{name}.xlsx") for name in SAMPLES}
        for name, form in forms.items():
            pe("sample", name, "-o", form)
            compared(name, form)
        long_texts(forms["lukou"], Path(folder))
        long_paragraph(forms["chayu"])
        held = memory(forms["lukou"])
        print("\nMemory held after 10, 50, 100 reports (aim: flat)")
        print("  " + "  ".join(f"{size / 1024:.0f} KiB" for size in held))


if __name__ == "__main__":
    main()
