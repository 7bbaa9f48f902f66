"""A Word template with Jinja tags, filled in. Templates come from outside: they can compute with
the facts they are given and nothing else, and their mistakes are told by place and tag."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from xml.sax.saxutils import unescape

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.runtime import Macro

from addin.books.docx.reader import word_package
from addin.errors import UserError
from addin.report.mistakes import TAG, NoTagError, no_tag, refuse_no_tags, said
from addin.report.red import redden
from addin.report.sandbox import Sandbox

_MOST_PART_BYTES = 8 << 20
"""What one part of a template may hold; pictures of seals are far smaller."""
_PROPERTIES, _LONGEST_PROPERTY = ("author", "comments", "identifier", "language", "subject",
                                  "title"), 255
"""What Word says of the document itself; no longer than Word takes."""
_EMU_PER_TWIP = 635
_XML = re.compile(r"<[^>]+>")
_PARTS = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注"}


class Phrases:
    """``句("名称", 指标=…)``: a reusable sentence, itself a template, with the facts in it."""

    def __init__(self, phrases: Mapping[str, str], facts: Mapping[str, Any]) -> None:
        self._phrases, self._facts = phrases, facts
        self._environment = environment(escape=False)

    def __call__(self, name: str, **own: Any) -> str:
        if name not in self._phrases:
            raise UserError(f"没有句子“{name}”，现有：{'、'.join(self._phrases)}")
        if wrong := no_tag(self._phrases[name]):
            raise UserError(f"句子“{name}”：{NoTagError(wrong)}")
        try:
            template = self._environment.from_string(self._phrases[name].strip())
            return template.render({**self._facts, "句": self, **own})
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError,
                RecursionError) as error:
            raise UserError(f"句子“{name}”：{said(error)}") from error


def environment(*, escape: bool) -> Sandbox:
    return Sandbox((Macro, Phrases), escape=escape)


class WordTemplate(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, which keeps in mind what it is filling in."""

    def __init__(self, content: bytes, name: str) -> None:
        super().__init__(BytesIO(content))
        self.name, self._source, self._part = name, "", "document"

    @classmethod
    def opened(cls, content: bytes, name: str) -> WordTemplate:
        """The template in ``content``; UserError when it is no sound Word document."""
        try:
            package = word_package(content)
            for part in package:
                if len(package.read(part)) > _MOST_PART_BYTES:
                    raise UserError(f"{part} 太大，不像是报告模板。")
        except UserError as error:
            raise UserError(f"报告模板 {name}：不是完好的 Word 文档（.docx）：{error}") from error
        template = cls(content, name)
        with template._sound():
            template.init_docx()
        return template

    def annex(self, *, landscape: bool) -> tuple[int, int]:
        """Turn the last section, where it holds the annex alone, as the form is printed; how wide
        and how high its text may be, in twips."""
        with self._sound():
            section = self.docx.sections[-1]
            if len(self.docx.sections) > 1:
                sides = sorted((section.page_width, section.page_height), reverse=landscape)
                section.page_width, section.page_height = sides
                section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
            width = section.page_width - section.left_margin - section.right_margin
            height = section.page_height - section.top_margin - section.bottom_margin
        return int(width // _EMU_PER_TWIP), int(height // _EMU_PER_TWIP)

    def texts(self) -> list[str]:
        """The document's paragraphs, those of its tables too."""
        return ["".join(each.text or "" for each in paragraph.iter(qn("w:t")))
                for paragraph in self.docx.element.body.iter(qn("w:p"))]

    def saved(self) -> bytes:
        """The document as it was filled in, its marks in red."""
        made = BytesIO()
        with self._sound():
            redden(self.docx.element.body)
            self.save(made)
        return made.getvalue()

    def fill(self, facts: Mapping[str, Any], phrases: Mapping[str, str]) -> None:
        """Put the facts in; UserError with the template's name, the place and the tag."""
        context = {**facts, "句": Phrases(phrases, facts)}
        try:
            self.render(context, environment(escape=True), autoescape=True)
        except UserError as error:
            raise UserError(f"报告模板 {self.name}（{self._place(_line(error))}）：{error}") from error
        except Exception as error:
            where = f"报告模板 {self.name}（{self._place(_line(error))}）"
            raise UserError(f"{where}：{said(error)}") from error

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """python-docx and docxtpl were made for whole documents: whatever they raise over a damaged
        one, a missing part or a number that is none, means that the template is not sound."""
        try:
            yield
        except Exception as error:
            raise UserError(f"报告模板 {self.name}：不是完好的 Word 文档（.docx）") from error

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        self._source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        self._part = str(part.partname)
        refuse_no_tags(_text(self._source))
        filled = jinja_env.from_string(self._source).render(context)
        xml: str = self.resolve_listing(re.sub(r"\n<w:p([ >])", r"<w:p\1", filled))
        parse_xml(xml)
        return xml

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        """Properties are texts, not XML: nothing in them is escaped twice."""
        properties, made = self.docx.core_properties, environment(escape=False)
        for name in _PROPERTIES:
            said = made.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, "".join(said.splitlines())[:_LONGEST_PROPERTY])

    def _place(self, line: int | None) -> str:
        """Where in the template a line of its patched source stands, as its author sees it."""
        stem = re.sub(r"\d*\.xml$", "", self._part.rpartition("/")[2])
        lines = dict(enumerate(self._source.split("\n"), 1))
        text = _text(lines.get(line or 0, "")).strip()
        tag = None if no_tag(text) else TAG.search(text)
        shown = tag[0] if tag else text
        return _PARTS.get(stem, stem) + (f"，“{shown[:80]}”" if shown else "")


def _text(xml: str) -> str:
    return unescape(_XML.sub("", xml))


def _line(error: BaseException) -> int | None:
    """The line of the patched source at which the template failed."""
    if isinstance(error, TemplateSyntaxError | NoTagError):
        return error.lineno
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
              if frame.filename == "<template>"]
    return frames[-1] if frames else None
