"""The rows of 审核结果.xlsx, sheet by sheet, out of what was gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from addin.desk.review.corrected import CORRECTED, WORDED, shown
from addin.desk.review.gathered import Brief, Gathered
from addin.desk.review.places import Places
from addin.desk.review.quality import grade_counts, units
from addin.desk.review.roster import Coverage
from addin.desk.review.roster_sheet import roster_sheet
from addin.desk.review.sampling import draw
from addin.desk.review.target_sheet import target_sheet
from addin.desk.review.targets import Checked
from addin.desk.review.yearly import figures
from addin.library.sentences import row_name
from addin.pages.review import tables as t
from addin.pages.review.cells import Formula, Row, Value
from addin.pages.review.records import BASIS_WORDS, Problem, ReviewedForm
from addin.pages.review.sheet import Filled
from addin.pages.review.wrote import wrote
from addin.pages.review.years import said_years
from scoring.findings.grouped import joined
from scoring.findings.severity import SEVERITY_WORDS
from scoring.values.exact import show

FOR_THE_BUREAU = frozenset({
    "input-missing", "reading", "reading-changes", "direction-inferred",
    "row-unknown", "ruleset-year", "sheet-protected", "document-protected", "formats-unknown",
    "left-unread", "form-unscored", "total-unverifiable"})
"""Kinds of problems that no unit can mend: they are no matter for a letter."""
FOR_THE_PUBLIC = "personal-"
"""Begins the kinds that matter when a form is published, and not when it is handed in."""
_SPAN = re.compile(r"([\d.]+)–([\d.]+)（不含([\d.、]+)）")
_LONGEST = 40
"""So much of what stands in a cell is repeated."""
_WHOLE = 100
"""Bounds from nothing to all points say nothing."""


def filled(gathered: Gathered, output: Path, coverage: Coverage | None = None,
           checked: Checked | None = None,
           earlier: Mapping[str, int | None] | None = None) -> list[Filled]:
    """Every sheet of the workbook, in its order. ``earlier``: forms with problems in an earlier
    round, with their year; None where there is none."""
    places, sample = Places(output, gathered), draw(gathered, earlier)
    count = sum(kind.count for kind in gathered.kinds.values())
    listed = units(gathered)
    made = [
        Filled(t.SUMMARY, lambda: _summary(gathered, places), len(gathered.forms),
               _summary_note(gathered)),
        Filled(t.PROBLEMS, lambda: _problems(gathered, places), count),
        Filled(t.QUALITY, lambda: _quality(gathered), len(listed)),
        Filled(t.SAMPLE, lambda: (
            _drawn(each.brief, places, {"抽取方式": each.way, "理由": each.why})
            for each in sample.drawn), len(sample.drawn), sample.note()),
        _listed(t.GRADES, lambda: _grades(gathered)),
        _listed(t.KINDS, lambda: _kinds(gathered)),
        _listed(t.YEARLY, lambda: figures(gathered, coverage)),
    ]
    if coverage is not None:
        made.append(roster_sheet(coverage, gathered, places))
    if checked is not None:
        made.append(target_sheet(checked, gathered, places))
    made.append(Filled(t.FILES, lambda: _files(gathered, places), len(gathered.files),
                       _files_note(gathered)))
    made.append(Filled(t.DETAILS, lambda: _details(gathered), gathered.details))
    return made if places.has_versions else [each.without(t.VERSION) for each in made]


def title(gathered: Gathered) -> str:
    """What the workbook is about: the year of the pile, or the years where it is a mixed one."""
    years = (each.form.year for each in gathered.forms if each.form.year is not None)
    return f"{said_years(years)}绩效自评审核结果"


def _listed(table: t.Table, rows: Callable[[], Iterator[Row]]) -> Filled:
    return Filled(table, rows, sum(1 for _ in rows()))


def _whose(brief: Brief, places: Places) -> dict[str, Value]:
    named = zip((t.DEPARTMENT, t.UNIT, t.PROJECT), brief.whose, strict=True)
    return {**dict(named), t.VERSION: places.version(brief)}


def _summary(gathered: Gathered, places: Places) -> Iterator[Row]:
    gap = _gap()
    for brief in gathered.sorted():
        form = brief.form
        yield {
            **_whose(brief, places), t.CODE: form.project_code, t.YEAR: form.year,
            t.SCOPE: form.scope,
            t.INITIAL: form.initial, t.BUDGET: form.budget, t.EXECUTED: form.executed,
            t.RATE: form.rate, t.FILED: form.filed_total, t.OURS: _ours(form),
            t.REVIEW: form.review, t.GAP: Formula(gap, brief.difference),
            t.FILED_GRADE: form.filed_grade,
            t.GRADE: form.grade, t.ERRORS: brief.errors, t.WARNINGS: brief.warnings,
            t.NOTES: brief.notes, t.BASIS: BASIS_WORDS[form.basis], t.RULESET: form.ruleset_title,
            t.LINK: places.link(brief.file), t.PLACE: form.place, t.FILE: places.name(brief.file),
            t.SHEET: form.sheet, t.FORM: form.number, t.KEY: form.key, t.CONTENT: form.content,
            t.WROTE: wrote(shown(brief), CORRECTED), t.LISTED: brief.told}


def _summary_note(gathered: Gathered) -> str:
    supplied = sum(each.supplied for each in gathered.forms)
    doubted = sum(each.form.unit_doubted for each in gathered.forms)
    said = f"有{supplied}张表没有写主管部门，按应报清单列。" if supplied else ""
    if doubted:
        said += f"有{doubted}张表金额的单位多半填错（见“{t.PROBLEMS.name}”），这里照表列，年度报告数据的合计不计入。"
    return f"{t.SUMMARY.note}{said}"


def _gap() -> str:
    """自评 less 复核, or less 核算 where nobody has reviewed."""
    filed, review, ours = (f"{{{name}}}" for name in (t.FILED, t.REVIEW, t.OURS))
    return (f'IF(NOT(ISNUMBER({filed})),"",IF(ISNUMBER({review}),ROUND({filed}-{review},2),'
            f'IF(ISNUMBER({ours}),ROUND({filed}-{ours},2),"")))')


def _ours(form: ReviewedForm) -> Value:
    if form.settled is not None:
        return form.settled
    if form.total is not None:
        return f"{show(form.total)}（含待认定{show(form.open)}分）"
    if not form.low and form.high >= _WHOLE:
        return "待认定"
    return f"待认定（{show(form.low)}–{show(form.high)}）"


def _problems(gathered: Gathered, places: Places) -> Iterator[Row]:
    for brief, each in gathered.problems():
        severity = SEVERITY_WORDS[each.severity]
        yield {
            **_whose(brief, places), t.SEVERITY: severity, t.TITLE: each.kind,
            t.INDICATOR: joined(row_name(path.rpartition("/")[2]) for path in each.indicators),
            t.MESSAGE: each.message, t.CELLS: "、".join(each.cells), t.STANDS: _short(each.filed),
            t.SHOULD: _should(each.expected), t.CLAUSE: each.clause, t.LETTER: _send(each),
            t.LINK: places.link(brief.file), t.FILE: places.name(brief.file), t.KEY: each.key,
            t.FORM_KEY: brief.form.key, t.FINDING: each.code,
            t.PATHS: "；".join(each.indicators), t.YEAR: brief.form.year,
            t.SCOPE: brief.form.scope, t.PLACE: brief.form.place,
            t.WROTE: wrote({t.SEVERITY: severity, t.MESSAGE: each.message}, WORDED)}


def _short(stands: str) -> str:
    """What stands there, of a long text only its beginning: the cell is at hand."""
    return stands if len(stands) <= _LONGEST else f"{stands[:_LONGEST]}…"


def _should(expected: str) -> str:
    """What it should be, without an end that is not included: 0–10（不含10） is 低于10."""
    match = _SPAN.fullmatch(expected)
    if match is None:
        return expected
    low, high, out = match.groups()
    if out == high:
        return f"低于{high}" if low == "0" else f"{low}以上、低于{high}"
    return f"高于{low}、不超过{high}" if out == low else f"{low}–{high}之间，不含两端"


def _send(problem: Problem) -> str:
    """Proposed; the reviewer decides."""
    spared = problem.again or problem.code.startswith(FOR_THE_PUBLIC)
    if problem.severity == "note" or problem.code in FOR_THE_BUREAU or spared:
        return t.NO
    return t.YES


def _quality(gathered: Gathered) -> Iterator[Row]:
    for number, unit in enumerate(units(gathered), 1):
        yield {"序号": number, t.DEPARTMENT: unit.department, t.UNIT: unit.name,
               "表数": len(unit.forms), t.ERRORS: unit.errors, t.WARNINGS: unit.warnings,
               "平均偏差": unit.mean_gap, "最大偏差": max(unit.gaps, default=None),
               "偏差的依据": unit.basis}


def _drawn(brief: Brief, places: Places, more: Mapping[str, Value]) -> Row:
    form = brief.form
    return {**_whose(brief, places), t.BUDGET: form.budget, t.RATE: form.rate,
            t.FILED: form.filed_total, t.ERRORS: brief.errors, t.LINK: places.link(brief.file),
            t.FILE: places.name(brief.file), t.FORM_KEY: form.key, **more}


def _grades(gathered: Gathered) -> Iterator[Row]:
    whole = len(gathered.forms)
    for grade, filed, ours in grade_counts(gathered):
        yield {"等级": grade, "自评（张）": filed, "自评占比": Fraction(filed, whole),
               "核算（张）": ours, "核算占比": Fraction(ours, whole)}


def _kinds(gathered: Gathered) -> Iterator[Row]:
    for each in sorted(gathered.kinds.values(), key=lambda each: (-each.count, each.kind)):
        yield {t.TITLE: each.kind, "条数": each.count,
               **{word: each.counts[severity] or None for severity, word in SEVERITY_WORDS.items()},
               "涉及表数": len(each.forms), "涉及单位数": len(each.units),
               "占全部表": Fraction(len(each.forms), len(gathered.forms))}


def _files(gathered: Gathered, places: Places) -> Iterator[Row]:
    forms: dict[int, int] = {}
    for brief in gathered.forms:
        forms[brief.file] = forms.get(brief.file, 0) + 1
    for number, each in enumerate(gathered.files):
        yield {"序号": number + 1, t.FILE: each.file, t.OUTCOME: each.outcome, "内容": each.kind,
               "自评表张数": forms.get(number), t.REASON: each.reason,
               t.LINK: places.link(number), "大小（KB）": -(-each.size // 1024),
               t.DIGEST: each.sha256[:16]}


def _files_note(gathered: Gathered) -> str:
    told = "、".join(f"{name} {count} 个" for name, count in gathered.outcomes.most_common())
    left = f"另略过锁文件、系统文件 {gathered.ignored} 个。" if gathered.ignored else ""
    return f"收到的每一个文件都在这里，共 {len(gathered.files)} 个：{told}。{left}"


def _details(gathered: Gathered) -> Iterator[Row]:
    for brief in gathered.forms:
        for line in gathered.whole(brief).scored:
            yield {t.FORM_KEY: brief.form.key, t.INDICATOR: line.indicator,
                   "年度指标值": line.target, "实际完成值": line.actual, "分值": line.weight,
                   "填报得分": line.filed, "核算得分": line.score, "结论": line.verdict,
                   t.CLAUSE: line.clause}
