"""The parts of a report that are written into the form itself, as an outline's ``sections`` say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from addin.books.book import Book, Readable, split_address
from addin.errors import UserError
from addin.package.xml import LONGEST_TEXT
from addin.report.facts import Facts
from addin.report.gaps import DOUBT_MARK, DRAFT_MARK, Gap
from addin.report.marks import counted, marks_in
from addin.report.template import Phrases
from addin.report.text import PARAGRAPH, clean
from scoring.findings.words import says_nothing

Outcome = Literal["written", "cut", "marked", "kept", "formula", "locked"]

_SAID: Mapping[Outcome, str] = {
    "written": "已写入自评表", "cut": "已写入自评表，但文字太长，行高到顶仍显示不全",
    "marked": "只换了记号，其余未改（与“报告素材”和得分写成的不同；要照“报告素材”写的，先清空这一格）",
    "kept": "未改（表上已有，与“报告素材”和得分写成的不同；要照“报告素材”写的，先清空这一格）",
    "formula": "未改（格里是公式）", "locked": "未写（工作表受保护）"}
_WRITTEN: Sequence[Outcome] = ("written", "marked")
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?|(?<=等级为“)[^”]{1,4}(?=”)")
_STOPS = re.compile(rf"[\s{PARAGRAPH}。；;]+")


@dataclass(frozen=True)
class Section:
    """One cell of the form. ``filed`` is what stands in it, ``text`` what the outline makes of
    报告素材 and the scores where these are enough for it, ``remarked`` what stands there with the
    marks of today. ``missing`` is what the cell lacks."""

    field: str
    cell: str
    filed: str
    text: str
    remarked: str
    missing: tuple[Gap, ...]
    earlier: bool = False
    """Whether what stands there is word for word what this program wrote of other scores."""

    def __str__(self) -> str:
        """As a document says it: 报告素材 goes before what stands in the form. What it lacks is
        then missing."""
        for gap in self.missing:
            str(gap)
        return self.text or self.remarked

    @property
    def differs(self) -> bool:
        """Whether the form says something else than what is made of 报告素材 and the scores."""
        return bool(self.text and self.filed) and _unmarked(self.text) != _unmarked(self.filed)

    @property
    def own(self) -> bool:
        """Whether it stands there in somebody's own words, which are not written over; «无» says
        nothing that could be lost."""
        lost = self.earlier or says_nothing(self.filed)
        return not self.text or (self.differs and not lost)

    @property
    def fresh(self) -> str:
        """What is to stand in the form."""
        return self.remarked if self.filed and self.own else self.text

    def standing(self, outcome: Outcome) -> str:
        """What stands in the form after that outcome."""
        return self.fresh if outcome in (*_WRITTEN, "cut") else self.filed


def sections(facts: Facts) -> Mapping[str, Section]:
    """The outline's sections by the form's fields. None is made of what stands in their own cells:
    otherwise a text once written would be written into itself."""
    outline, filing, gaps = facts.outline, facts.one.form.filing, facts.gaps
    if not outline.sections:
        return {}
    if unknown := [name for name in outline.sections if name not in filing.fields]:
        raise UserError(f"提纲“{outline.name}”要写进自评表的栏目，表上没有：{'、'.join(unknown)}")
    fields = {name: entry for name, entry in filing.fields.items() if name not in outline.sections}
    form = replace(facts.one.form, filing=replace(filing, fields=fields))
    known = replace(facts, one=replace(facts.one, form=form)).by_name()
    phrases = {**outline.phrases, **outline.sections}
    sentence, of_all = Phrases(phrases, known), Phrases(phrases, {**known, "失分": known["指标"]})
    typed = "".join(_bare(str(known[part.key])) for part in outline.parts)
    made = {}
    for name in outline.sections:
        before = gaps.told()
        try:
            possible = _lines(of_all(name))
            gaps.missing.clear()
            gaps.forget(before)
            text, filed = _lines(sentence(name)), filing.fields[name]
        except UserError as error:
            raise UserError(f"提纲“{outline.name}”：{error}") from error
        missing = tuple(gaps.missing.values())
        gaps.missing.clear()
        stands = _lines(filed.text or filed.error)
        earlier = bool(stands) and not missing and _earlier(stands, text, possible, typed)
        if missing and DRAFT_MARK in stands:
            text, missing = "", (gaps.gap(
                name, f"{filed.cell} 里还有{DRAFT_MARK}…】，请补写，或清空这一格"),)
        elif stands and not earlier and (missing or _unfinished(text, stands)):
            text, missing = "", ()
        if not text:
            gaps.forget(before)
        made[name] = Section(name, filed.cell, stands, text, _remarked(stands, facts.doubts),
                             missing, earlier)
    return made


def _earlier(stands: str, text: str, possible: str, typed: str) -> bool:
    """Whether each line that stands is one that was ``typed`` on 报告素材, or one that the program
    writes but for its figures (of ``possible``, where every indicator has lost points), and none
    of the typed ones is left out."""
    ours = {_skeleton(line, typed) for made in (text, possible) for line in _split(made)}
    standing = {_skeleton(line, typed) for line in _split(stands)}
    needed = {_skeleton(line, typed) for line in _split(text)
              if _bare(line) in typed and not says_nothing(line)}
    return needed <= standing <= ours


def _skeleton(line: str, typed: str) -> str:
    """A line of the program's without its figures and grade; a typed one as it is."""
    bare = _bare(line)
    return bare if bare in typed else _FIGURE.sub("#", bare)


def _split(text: str) -> Sequence[str]:
    return [line for line in _unmarked(text).split(PARAGRAPH) if line]


def _bare(text: str) -> str:
    return _STOPS.sub("", text)


def _unfinished(text: str, stands: str) -> bool:
    """Whether what is made has a hole that the words of the form have not."""
    return DRAFT_MARK in text and DRAFT_MARK not in stands and not says_nothing(stands)


def missing_in(made: Iterable[Section]) -> list[Gap]:
    """What all of them together lack, each gap once."""
    return list({gap.name: gap for each in made for gap in each.missing}.values())


def write_sections(book: Book, made: Sequence[Section]) -> list[tuple[Section, Outcome]]:
    """Fill the cells that are empty, each with its text as text; tells what was done, and which
    cells hold something else. Raises UserError, with nothing written, when a text is too long."""
    outcomes = [(each, outcome) for each in made
                if (outcome := _outcome(book, each)) is not None]
    chosen = [each for each, outcome in outcomes if outcome in _WRITTEN]
    for each in chosen:
        length = len(_typed(each).encode("utf-16-le")) // 2
        if length > LONGEST_TEXT:
            raise UserError(f"“{each.field}”有 {length} 字，一格最多写 {LONGEST_TEXT} 字，请精简"
                            "“报告素材”里的文字")
    return [(each, _write(book, each, outcome) if outcome in _WRITTEN else outcome)
            for each, outcome in outcomes]


def told(outcomes: Sequence[tuple[Section, Outcome]]) -> Iterator[str]:
    """A line for every kind of outcome, with fields and cells."""
    for outcome, said in _SAID.items():
        places = [f"{each.field}（{each.cell}{_replaced(each, outcome)}）"
                  for each, was in outcomes if was == outcome]
        if places:
            yield f"{said}：{'、'.join(places)}"
    if not any_written(outcomes):
        yield "没有空着的段落，自评表没有改动"


def _replaced(section: Section, outcome: Outcome) -> str:
    """What the text was written over, where something stood there."""
    over = outcome in ("written", "cut") and section.filed and section.differs
    if over and section.earlier:
        return "，原是本程序写的，照现在的得分重写"
    return f"，原写“{section.filed}”" if over and not section.own else ""


def sections_otherwise(named: Sequence[str]) -> str:
    """Which parts a document has from 报告素材 and the scores, though the form says otherwise."""
    return ("自评表上写的与“报告素材”和得分写成的不同，报告照“报告素材”写，附件照自评表，请改成一致："
            f"{'、'.join(named)}")


def sections_bare(named: Sequence[str]) -> str:
    """Which parts a document has and the form has not."""
    return ("自评表这几栏还空着，报告里写了，附件照空着的印；先用 pe report 写进自评表（-o 新文件.xlsx），"
            f"再出报告：{'、'.join(named)}")


def any_written(outcomes: Sequence[tuple[Section, Outcome]]) -> bool:
    return any(was in (*_WRITTEN, "cut") for _, was in outcomes)


def marks_told(outcomes: Sequence[tuple[Section, Outcome]]) -> Iterator[str]:
    """The marks that now stand in the form, cell by cell, and what to do about them."""
    marked = [(each, marks) for each, outcome in outcomes
              if (marks := marks_in([each.standing(outcome)]))]
    if marked:
        yield ("自评表里写有记号，改好、补齐之前不能上报：【待核对】的，改好自评表后再出一遍，记号随着去掉；"
               "【待补充】的，在这一格里补写")
    for each, marks in marked:
        yield f"  {each.field}（{each.cell}）：{counted(marks)}"
        yield from (f"    · {mark}" for mark in dict.fromkeys(marks))


def _write(book: Book, section: Section, outcome: Outcome) -> Outcome:
    place = split_address(section.cell)
    book.put(*place, _typed(section))
    return outcome if book.fit(*place) else "cut"


def _outcome(book: Readable, section: Section) -> Outcome | None:
    sheet, row, column = split_address(section.cell)
    kept = section.own and section.differs
    if section.fresh == section.filed and section.filed:
        return "kept" if kept else None
    if book.grid(sheet).at(row, column).formula is not None:
        return "formula"
    if book.locked(sheet, row, column):
        return "locked"
    return "marked" if kept else "written"


def _unmarked(text: str) -> str:
    """A section without the marks that an earlier run wrote before it."""
    lines = text.split(PARAGRAPH)
    return PARAGRAPH.join(line for line in lines if not line.startswith(DOUBT_MARK))


def _remarked(text: str, doubts: Sequence[str]) -> str:
    """The same with the marks of today where it had some, so that nobody has to delete those that
    are settled."""
    if _unmarked(text) == text:
        return text
    marks = [f"{DOUBT_MARK}{each}】" for each in doubts]
    return PARAGRAPH.join((*marks, _unmarked(text)))


def _typed(section: Section) -> str:
    return section.fresh.replace(PARAGRAPH, "\n")


def _lines(text: str) -> str:
    return clean(text.replace(PARAGRAPH, "\n"))
