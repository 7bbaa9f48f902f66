"""What a report may say: the form as it was filed, its scorecard, and what the clerk wrote; nothing
else. The names are those that the Word templates use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from addin.forms.assessed import Assessed
from addin.forms.managed import managed
from addin.forms.read import YEAR
from addin.library.outline import Outline, Part
from addin.pages.materials import NAME, prompt
from addin.report.gaps import DRAFT_MARK, Gap, Gaps, Known
from addin.report.lost import lost_points
from addin.report.money import money
from addin.report.rows import Item, items
from addin.report.text import clean, in_prose, one_line
from scoring.awards.score import grade
from scoring.awards.scorecard import Scorecard
from scoring.filing import BLANK, Entry, Filing
from scoring.filing.numbers import amount, is_placeholder, number
from scoring.rules.indicator import plain_name
from scoring.values.exact import show
from scoring.values.interval import Interval

RATE_REASON = "执行率偏差原因"
"""The part of an outline that says why the budget was not all spent."""
PROBLEMS = "存在问题"
"""The part of an outline that says what went wrong and why."""
_UNNAMED, _ALL = f"{DRAFT_MARK}一级指标名称】", "各项指标"
"""What the indicators are called that stand below no first level: beside others, and where none
does."""


@dataclass
class Facts:
    """Facts by name; ``gaps`` are told which of them a template misses. ``published``: whether the
    form is the one that the ruleset's folder holds as published. ``doubts`` are the marks that its
    sections begin with, where these are written into the form itself."""

    one: Assessed
    outline: Outline
    materials: Mapping[str, Entry]
    published: bool = False
    doubts: Sequence[str] = ()
    gaps: Gaps = field(default_factory=Gaps)

    def by_name(self) -> dict[str, Any]:
        """All that the templates can name; what is not there is a gap, not an empty text."""
        filing, card = self.one.form.filing, self.one.scorecard
        rows = items(self.one, self.outline, self.gaps)
        materials = dict(self._materials(filing))
        self._explain_rate(rows, materials)
        self._explain_rows(rows, materials)
        return {
            "范围": filing.about.scope or card.ruleset.scope, "年度": self._year(),
            "金额单位": filing.unit, "项目": self._project(filing),
            "转移支付": filing.about.transfer,
            "表名": _title(filing, self.one.form.found.map.title),
            **lost_points(self.one, published=self.published),
            "待核对": self.doubts,
            "总分": self.gaps.given(card.filed_total, "自评总分", filing.total_score.cell),
            "总分值": self._total_weight(filing, rows),
            "办法": card.ruleset.title, "等级": self._grade(filing, card), "等级办法": grading(card),
            **money(filing, self.gaps), "计分": self.one.form.found.scored,
            "数据": self._named(_figures(card), card.figures),
            "栏目": self._named(_fields(filing), filing.fields),
            "指标": rows, "失分": [row for row in rows if row.lost],
            "超额": [row for row in rows if row["超额"]],
            "未达": [row for row in rows if row["未达"]],
            "分组": self._groups(rows), **materials,
        }

    def _explain_rate(self, rows: list[Item], materials: Mapping[str, Any]) -> None:
        """A funds table has no column for reasons: why less was spent stands in 报告素材."""
        for row in rows:
            if row["未执行"] is not None and not row["原因"] and RATE_REASON in materials:
                said = materials[RATE_REASON]
                row["原因"], row["缺原因"] = said, not said
                added = self.materials and RATE_REASON not in self.materials
                row["待补原因"] = self.gaps.unexplained(
                    row["名称"], self._cell(RATE_REASON) + ("，加在表末" if added else ""))

    def _explain_rows(self, rows: list[Item], materials: Mapping[str, Any]) -> None:
        """A form without a column for reasons: what is lost is explained where the problems are
        told, which then name the indicator."""
        said = materials.get(PROBLEMS)
        for row, award in zip(rows, self.one.scorecard.awards, strict=True):
            if award.row.reason.cell or row["执行率"] or said is None:
                continue
            row["缺原因"] = row["名称"] not in (said if isinstance(said, str) else "")
            row["待补原因"] = self.gaps.unexplained(
                row["名称"], f"{self._cell(PROBLEMS)}，写明这一项为什么失分")

    def _cell(self, key: str) -> str:
        """Where a part of the outline is typed."""
        return self.materials.get(key, BLANK).cell or f"“{NAME}”表“{key}”一行"

    def _year(self) -> Any:
        """The form's own; the ruleset's only where the form has no place for a year, and the rules
        are those of one."""
        filing, ruleset = self.one.form.filing, self.one.scorecard.ruleset
        place = filing.fields.get("年度", BLANK)
        match = YEAR.search(place.text)
        year = match[1] if match else filing.about.year
        if year is None and not place.cell and not ruleset.is_national:
            year = ruleset.year
        return self.gaps.given(None if year is None else str(year), "年度", place.cell)

    def _total_weight(self, filing: Filing, rows: list[Item]) -> Any:
        """As printed; the sum of the weights where the form has no cell for it."""
        printed, cell = number(filing.total_weight), filing.total_weight.cell
        if printed is None and not cell and rows:
            summed = self.gaps.total([row["分值"] for row in rows if not row["不计分"]], "各项分值")
            return summed if isinstance(summed, Fraction) else self.gaps.given(None, "总分值")
        return self.gaps.given(printed, "总分值", cell)

    def _project(self, filing: Filing) -> str:
        """The project that a project's form is about; a department's form has none."""
        return one_line(filing.about.project) if filing.about.scope != "部门整体支出" else ""

    def _grade(self, filing: Filing, card: Scorecard) -> Any:
        if filing.grade.text.strip() or not card.ruleset.grades:
            return one_line(filing.grade.text)
        by_total = None if card.filed_total is None else grade(card.filed_total, card.ruleset)
        return self.gaps.given(by_total, "等级", filing.grade.cell or filing.total_score.cell)

    def _named(self, facts: Iterator[tuple[str, Any]], entries: Mapping[str, Entry]) -> Known:
        """Facts by name; of one that is not there it is said which cell is empty."""
        return Known(dict(facts), lambda name: self.gaps.not_filed(
            name, entries.get(name, BLANK).cell))

    def _materials(self, filing: Filing) -> Iterator[tuple[str, Any]]:
        fields = {**managed(self.one.form.found.grid), **filing.fields}
        for part in self.outline.parts:
            typed = self.materials.get(part.key, BLANK)
            if typed.blank:
                typed = next((fields[name] for name in part.field
                              if name in fields and not fields[name].blank), typed)
            yield part.key, self._material(part, typed)

    def _material(self, part: Part, typed: Entry) -> Any:
        where = f"填在 {typed.cell or self._cell(part.key)}：{prompt(part)}"
        said = clean(typed.text)
        value = amount(typed, part.unit) if part.kind == "金额" else in_prose(said) or None
        if value is None and part.optional and typed.blank:
            return ""
        if value is None and not typed.blank:
            where = f"{typed.cell} 的“{one_line(typed.text)}”不是数字，只填数字"
        return value if value is not None else self.gaps.gap(part.key, where)

    def _groups(self, rows: list[Item]) -> list[dict[str, Any]]:
        """The indicators by their first and second level, with the sums that reports print."""
        groups = dict(_by(rows, "一级"))
        unnamed = _UNNAMED if len(groups) > 1 else _ALL
        return [{**_sums(name or unnamed, members, self.gaps), "二级": [
                    _sums(second, below, self.gaps) for second, below in _by(members, "二级")]}
                for name, members in groups.items()]


def _title(filing: Filing, known: Sequence[str]) -> str:
    """What the annex is called: the form's own title, or what its map calls it."""
    return one_line(filing.about.title) or next(iter(known), "") or "绩效自评表"


def grading(card: Scorecard) -> str:
    """The grades and their totals: 优（≥90）、良（≥80，<90）、中（≥60，<80）、差（<60）."""
    return "、".join(f"{each.name}（{_bounds(each.total)}）" for each in card.ruleset.grades)


def _bounds(span: Interval) -> str:
    low = "" if span.low is None else f"{'≥' if span.low_closed else '>'}{show(span.low)}"
    high = "" if span.high is None else f"{'≤' if span.high_closed else '<'}{show(span.high)}"
    return "，".join(end for end in (low, high) if end)


def _fields(filing: Filing) -> Iterator[tuple[str, str]]:
    for name, entry in filing.fields.items():
        if entry.text.strip() and not is_placeholder(entry.text):
            yield name, in_prose(clean(entry.text))


def _figures(card: Scorecard) -> Iterator[tuple[str, Fraction]]:
    """Every figure with a name of its own: the funds table, the splits, 基础数据."""
    filing = card.filing
    named = [*card.figures.items(),
             *((split.name, split.whole) for split in filing.splits),
             *(part for split in filing.splits for part in split.parts)]
    for name, entry in named:
        if (value := amount(entry, filing.unit)) is not None:
            yield name, value


def _by(rows: list[Item], level: str) -> Iterator[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = {}
    for row in rows:
        found.setdefault(plain_name(row[level]), []).append(row)
    yield from found.items()


def _sums(name: str, rows: list[Item], gaps: Gaps) -> dict[str, Any]:
    called = name.removeprefix(DRAFT_MARK).rstrip("】")
    weight, score = (gaps.total([row[key] for row in rows if not row["不计分"]], f"{called}各项{key}")
                     for key in ("分值", "得分"))
    gap = next((each for each in (weight, score) if isinstance(each, Gap)), None)
    if gap is None and not weight:
        gap = gaps.given(None, f"{called}得分率")
    return {"名称": name, "指标": rows, "分值": weight, "得分": score,
            "得分率": score / weight if gap is None else gap}
