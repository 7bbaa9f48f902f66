"""The letter as a Word document: the facts for its template, and the title's line break."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Emu

from addin.letters.letter import FORM, REPORT, Letter, Point, by_unit, with_more
from addin.library.library import Library
from addin.report.gaps import DRAFT_MARK
from addin.report.template import WordTemplate
from addin.report.text import clean, one_line

TEMPLATE = "letter.docx"
MOST_IN_BODY = 5
"""So many problems stand in the letter itself as 一是…; more go into an annex."""
_MOST_UNITS = 12
_MOST_AWAY = 3
"""So many forms that were not handed in again are named."""
_BLANK = "\N{NO-BREAK SPACE}" * 8
BLANK_DATE = f"{_BLANK}月{_BLANK}日"
"""To be written in by hand; a line does not end within it."""
UNNAMED, UNPLACED = f"{DRAFT_MARK}单位名称】", f"{DRAFT_MARK}地区】"
"""What a person has to write in."""
_NEED = {"应改": "须更正", "请说明": "须说明", "供参考": "供参考"}
_TITLE, _TITLE_END = "Title", "绩效自评审核意见的函"
_YEAR = re.compile(rf"^.*?(?=\d{{4}}年度{_TITLE_END}$)")
_LATIN, _SPARE, _BESIDE_LATIN = 2, 0.5, 1.15
"""So many digits are as wide as one character; room to spare in a line, less than a character, and
with digits in it, which have gaps beside them and are wider in some fonts."""


def letter_document(letter: Letter, library: Library, *, until: str = "", sign: str = "") -> bytes:
    """The letter, ready to be numbered and dated. ``until``: the day in words by which the forms
    are to come back (blank where it is not given); ``sign``: who signs it.

    UserError: a template of the user's own is wrong, with the place in it.
    """
    file = library.letter_file(TEMPLATE)
    template = WordTemplate.opened(file.read_bytes(), TEMPLATE)
    template.fill(_facts(letter, until or BLANK_DATE, sign or signed(letter)), {})
    return _with_whole_title(template.saved(), _title(letter))


def signed(letter: Letter) -> str:
    """Who signs where nobody says so: the bureau of the forms' place."""
    return f"{letter.place or UNPLACED}财政局"


def _facts(letter: Letter, until: str, sign: str) -> dict[str, Any]:
    listed = len(letter.points) > MOST_IN_BODY
    several = len({point.form + point.unit for point in letter.points}) > 1 or (
        len(letter.forms) + len(letter.away) > 1)
    return {
        "标题": one_line(_title(letter)), "主送": one_line(letter.to or UNNAMED),
        "年度": letter.years.removesuffix("年度"),
        "报送": one_line(_handed_in(letter)), "未重报": one_line(_away(letter)),
        "再次": letter.again, "重报": _to_be_mended(letter),
        "期限": until, "落款": one_line(sign),
        "抄送": one_line(letter.copy_to), "分列": listed, "总数": len(letter.points),
        "构成": _make_up(letter), "涉及": one_line(_concerned(letter)),
        "问题": [_point(each, letter, several=several) for each in letter.points],
        "各单位": [{"名称": one_line(unit or UNNAMED), "各表": [
            {"名称": one_line(form), "问题": [_point(each, letter) for each in points]}
            for form, points in forms]} for unit, forms in by_unit(letter.points)],
    }


def _title(letter: Letter) -> str:
    return f"关于反馈{letter.to or UNNAMED}{letter.years}{_TITLE_END}"


def _handed_in(letter: Letter) -> str:
    if not letter.forms:
        return ""
    if letter.files:
        said = f"表中未填写单位名称，文件：{'、'.join(letter.files)}"
        if len(letter.forms) == 1:
            return with_more(letter.forms[0], said)
        return f"{'、'.join(letter.forms)}（{said}）"
    if len(letter.forms) == 1:
        whose = "" if letter.units == (letter.to,) else letter.units[0]
        return f"{whose}{letter.forms[0]}"
    whose = "" if letter.units in ((letter.to,), ()) else (
        "本单位及所属单位" if letter.to in letter.units else "所属单位")
    return f"{whose}{letter.years}绩效自评表（共{len(letter.forms)}张）"


def _away(letter: Letter) -> str:
    """The forms that were not handed in again."""
    named = "、".join(letter.away[:_MOST_AWAY])
    return f"{named}等{len(letter.away)}张" if len(letter.away) > _MOST_AWAY else named


def _to_be_mended(letter: Letter) -> str:
    """What is to be handed in anew: 绩效自评表, 绩效自评报告, or both."""
    there = {point.what for point in letter.points}
    return "、".join(f"绩效{what}" for what in (FORM, REPORT) if what in there)


def _make_up(letter: Letter) -> str:
    """How many of the problems ask for what: 4个须更正、3个须说明; 均须说明."""
    counts = Counter(point.severity for point in letter.points)
    found = [(need, counts[word]) for word, need in _NEED.items() if counts[word]]
    if len(found) == 1:
        return f"均{found[0][0]}"
    return "、".join(f"{count}个{need}" for need, count in found)


def _concerned(letter: Letter) -> str:
    """The units and how many problems each has; nothing where there is only one. Of very many the
    first are named: the annex has them all."""
    counts = Counter(point.unit for point in letter.points)
    if len(counts) < 2:
        return ""
    named = "、".join(f"{unit}（{count}个）" for unit, count in [*counts.items()][:_MOST_UNITS])
    return f"{named}等{len(counts)}个单位" if len(counts) > _MOST_UNITS else named


def _point(point: Point, letter: Letter, *, several: bool = False) -> dict[str, Any]:
    """``several``: the problem has to say whose it is."""
    own = "" if point.unit == letter.to and len(letter.units) <= 1 else point.unit
    standing = f"（{point.standing}）" if point.standing else ""
    return {"序号": point.number, "表述": clean(_ended(point.said) + standing),
            "单位": one_line(point.unit),
            "项目": one_line(point.project),
            "出处": one_line(f"{own}{point.form}") if several else ""}


def _ended(said: str) -> str:
    return said if said[-1:] in ("。", "！", "？") else f"{said.rstrip('；;，, ')}。"


def _with_whole_title(content: bytes, title: str) -> bytes:
    """The document with its title so narrow that its line ends before 绩效自评 or its year, and not
    in the midst of a word: the lines of a title are to be whole."""
    document: Any = Document(BytesIO(content))
    section, size = document.sections[0], document.styles[_TITLE].font.size
    width = section.page_width - section.left_margin - section.right_margin
    line = _first_line(title, width / size) if size else None
    if size and line is not None and width < _ems(title) * size:
        for paragraph in document.paragraphs:
            if paragraph.text == title:
                aside = Emu(round((width - line * size) / 2))
                paragraph.paragraph_format.left_indent = aside
                paragraph.paragraph_format.right_indent = aside
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _first_line(title: str, most: float) -> float | None:
    """How wide the first line is to be, in characters, so that the next begins with 绩效自评, or
    else with its year; None where neither fits."""
    for end in (_TITLE_END, _YEAR.sub("", title)):
        first = title.removesuffix(end)
        line = _ems(first) + (_BESIDE_LATIN if any(map(str.isascii, first)) else _SPARE)
        if _ems(end) < line < most:
            return line
    return None


def _ems(text: str) -> float:
    """The width of a text in characters."""
    narrow = sum(each.isascii() for each in text)
    return len(text) - narrow + narrow / _LATIN
