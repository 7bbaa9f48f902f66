"""Clerks' texts arrive as they were typed; templates from outside can do no harm and are told
where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import UserError
from addin.report.gaps import Gap
from addin.report.template import WordTemplate
from addin.report.text import clean
from tests.cli.runs import pe
from tests.report.documents import template, text_of
from tests.report.test_verb import place, typed

LITERAL = ["A&B‹局>", "<w:p/>", "{{ 7*7 }}", "{% for x in y %}", "{# 注 #}", '=HYPERLINK("http://x")',
           "{_{ 1 }_}", "😀👩‍👩‍👧", "“引号”'\"", "\\n", "&amp;", "]]>", "%}", "{{", "–— …"]


def rendered(*paragraphs: str, **facts: object) -> list[str]:
    filled = WordTemplate.opened(template(*paragraphs), "甲/report.docx")
    filled.fill(facts, {"句子": "{{ 甲 }}", "坏": "{{ 没有 }}", "错": "{{ 甲|没有 }}",
                        "圈": "{{ 句('圈') }}", "全角": "{{ 甲 }}｛｛甲｝｝"})
    made = BytesIO()
    filled.save(made)
    return [paragraph.text for paragraph in Document(made).paragraphs]


@pytest.mark.parametrize("text", LITERAL)
def test_a_text_arrives_literally(text: str) -> None:
    assert rendered("前{{ 甲 }}后", "{{ 句(\"句子\") }}", 甲=clean(text)) == [f"前{text}后", text]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zs", "Zl", "Zp"))))
def test_any_text_arrives_literally(text: str) -> None:
    assert rendered("前{{ 甲 }}后", 甲=clean(text)) == [f"前{text}后"]


def test_every_line_is_a_paragraph_and_what_word_cannot_hold_is_dropped() -> None:
    assert rendered("{{ 甲 }}", 甲=clean("　　一\r\n\r\n 二\x00\x0b\ud800\n三\t四")) == ["一", "二", "三\t四"]


def test_ten_thousand_characters_are_no_trouble(form: Path, tmp_path: Path) -> None:
    long = "".join(chr(0x4E00 + place % 5000) for place in range(10_000))
    for name, text in (("长.xlsx", long), ("多行.xlsx", "\n".join(["一行"] * 3_000))):
        typed(form, tmp_path / name, {place(form, "工作亮点"): text})
        assert pe("report", tmp_path / name, "-o", tmp_path / f"{name}.docx").code == 0
    assert long in text_of(tmp_path / "长.xlsx.docx")
    assert text_of(tmp_path / "多行.xlsx.docx").count("\n一行") == 3_000


def test_texts_of_a_form_arrive_literally_in_prose_and_table(form: Path, tmp_path: Path) -> None:
    text = "A&B‹局>{{ 7*7 }}{% for %}<b>"
    typed(form, tmp_path / "表.xlsx", {place(form, "工作亮点"): text, "自评表!D4": text,
                                     "自评表!I27": text})
    assert pe("report", tmp_path / "表.xlsx", "-o", tmp_path / "报告.docx").code == 0
    said = text_of(tmp_path / "报告.docx")
    assert said.count(text) == 6, "title, highlights, reason, closing, both cells of the annex"


HOSTILE = [
    "{{ ''.__class__.__mro__ }}", "{{ 句.__init__.__globals__ }}", "{{ 甲.__class__ }}",
    "{{ 句.__call__.__func__ }}", "{{ 甲|attr('__class__') }}", "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}", "{{ cycler.__init__.__globals__.os }}", "{{ '%999999999d' % 1 }}",
    "{{ 'a' * 1000000000 }}", "{{ 10 ** 1000000000 }}", "{{ range(1000000000)|list }}",
    "{{ 'a'.ljust(1000000000) }}", "{{ '{0.__class__}'.format(甲) }}", "{{ lipsum() }}",
    "{% extends '/etc/passwd' %}", "{{ self._TemplateReference__context }}", "{{ namespace() }}",
]


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_hostile_template_is_refused(tag: str) -> None:
    with pytest.raises(UserError, match=r"报告模板 甲/report\.docx（正文"):
        rendered("标题", tag, 甲="字")


@pytest.mark.parametrize(("tag", "said"), [
    ("{{ 单位名 }}", "“{{ 单位名 }}”）：没有“单位名”这一项"),
    ("{{ 甲.乙 }}", "“{{ 甲.乙 }}”）：没有“乙”这一项"),
    ("{{ 甲|两位数 }}", "“{{ 甲|两位数 }}”）：标记写错了：没有“两位数”这种写法"),
    ("{% for 行 in 甲 %}", "标记写错了：有 for 而没有 endfor"),
    ("{% endfor %}", "标记写错了：没有 endfor 这种标记，或它前面少了开头"),
    ("{{ 甲 + }}", "“{{ 甲 + }}”）：标记写错了"),
    ("{{ 甲 }}｛｛ 乙 ｝｝", "（正文，“{{ 甲 }}｛｛ 乙 ｝｝”）：“｛｛ 乙 ｝｝”不成标记，会原样印在报告里"),
    ("{ { 甲 } }", "“{ { 甲 } }”不成标记"), ("{％ if 甲 ％}", "“{％ if 甲 ％}”不成标记"),
    ("{甲}}", "不成标记"), ("{{ 句(\"全角\") }}", "句子“全角”：“｛｛甲｝｝”不成标记"),
    ("{{ 1 / 0 }}", "“{{ 1 / 0 }}”）：算不出来：除数是零"),
    ("{{ 甲 + 1 }}", "“{{ 甲 + 1 }}”）：算不出来：名称或写法用错了地方"),
    ("{% include '别的.docx' %}", "算不出来：不能引用别的文件"),
    ("{{ 甲.upper() }}", "“{{ 甲.upper() }}”）：模板用了不许用的写法"),
    ("{{ 句(\"圈\") }}", "句子“圈”：算不出来：自己引用自己，没有尽头"),
    ("{{ 句(\"没这句\") }}", "没有句子“没这句”，现有：句子、坏、错、圈"),
    ("{{ 句(\"坏\") }}", "句子“坏”：没有“没有”这一项"),
    ("{{ 句(\"错\") }}", "句子“错”：标记写错了"),
])
def test_a_mistake_is_told_with_template_place_and_tag(tag: str, said: str) -> None:
    with pytest.raises(UserError) as told:
        rendered("第一段", "第二段", tag, "第四段", 甲="字")
    assert str(told.value).startswith("报告模板 甲/report.docx（正文")
    assert said in str(told.value)
    assert " is " not in str(told.value), "no English of the engine's"


def test_a_mistake_in_the_header_is_told_as_such() -> None:
    filled = WordTemplate.opened(template("正文", header="{{ 没有 }}"), "甲/report.docx")
    with pytest.raises(UserError, match=r"（页眉，“\{\{ 没有 \}\}”）：没有“没有”这一项"):
        filled.fill({}, {})


def damaged() -> Iterator[bytes]:
    whole = template("{{ 甲 }}")
    yield from (b"", b"PK\3\4", b"{\\rtf1}", whole[:len(whole) // 2], whole[len(whole) // 2:])
    yield whole.replace(b"word/document.xml", b"word/dokument.xml")


@pytest.mark.parametrize("content", [*damaged()], ids=len)
def test_a_damaged_template_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match=r"报告模板 甲/report\.docx：不是完好的 Word 文档"):
        WordTemplate.opened(content, "甲/report.docx")


def test_a_bureaus_own_template_and_phrases_are_used(form: Path, tmp_path: Path) -> None:
    own = tmp_path / "办法" / "reports" / "lukou-2023"
    own.mkdir(parents=True)
    (own / "report.docx").write_bytes(template("我局{{ 句(\"结语\") }}", "亮点：{{ 亮点 }}"))
    (own / "outline.yaml").write_text(
        "name: 本局提纲\nparts:\n  - {key: 亮点, prompt: 写亮点}\n"
        "phrases:\n  结语: 自评得{{ 总分|数 }}分\n", "utf-8")
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--draft",
             "--rulesets", tmp_path / "办法")
    assert "待补充：亮点" in run.out
    assert text_of(tmp_path / "报告.docx") == "我局自评得98分\n亮点：【待补充：亮点】\n"


def test_a_bureau_may_change_the_shared_phrases_alone(form: Path, tmp_path: Path) -> None:
    (tmp_path / "办法" / "reports").mkdir(parents=True)
    (tmp_path / "办法" / "reports" / "phrases.yaml").write_text("综述: 自评{{ 总分|数 }}分。\n", "utf-8")
    assert pe("report", form, "-o", tmp_path / "综述.docx", "--summary",
              "--rulesets", tmp_path / "办法").code == 0
    assert text_of(tmp_path / "综述.docx").endswith("\n自评98分。\n")


def test_an_outline_that_is_not_there_is_named(form: Path, tmp_path: Path) -> None:
    own = tmp_path / "办法" / "430212"
    own.mkdir(parents=True)
    rules = files("rulesets").joinpath("430212", "2023.yaml").read_text("utf-8")
    (own / "2023.yaml").write_text(
        re.sub(r"^report: .*$", "report: 没有", rules, flags=re.MULTILINE), "utf-8")
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--rulesets", tmp_path / "办法")
    assert (run.code, "没有报告提纲“没有”" in run.err) == (2, True)


@pytest.mark.parametrize(("outline", "said"), [
    ("name: 甲\nparts:\n  - {key: 亮点, promt: 写}\n", "第3行：不认识“promt”，是否想写“prompt”"),
    ("name: 甲\nparts:\n  - {key: 亮 点, prompt: 写}\n", "“亮 点”不能作名称"),
    ("name: 甲\nparts:\n  - {key: 亮点, prompt: 写}\n  - {key: 亮点, prompt: 写}\n", "“亮点”重复了"),
    ("name: 甲\n", "缺少“parts”"),
    ("name: [\n", "YAML 语法错误"),
    (b"name: \xff\xff\x81\n", "编码认不出"),
])
def test_a_wrong_outline_is_told_by_file_and_line(outline: str | bytes, said: str, form: Path,
                                                  tmp_path: Path) -> None:
    own = tmp_path / "办法" / "reports" / "lukou-2023"
    own.mkdir(parents=True)
    content = outline.encode() if isinstance(outline, str) else outline
    (own / "outline.yaml").write_bytes(content)
    run = pe("report", form, "-o", tmp_path / "报告.docx", "--rulesets", tmp_path / "办法")
    assert run.code == 2
    assert "outline.yaml" in run.err
    assert said in run.err


def test_a_gap_counts_only_where_it_is_written() -> None:
    missing: dict[str, Gap] = {}
    gap = Gap("亮点", "", missing)
    assert rendered("{% if 甲 %}有{{ 甲 }}{% endif %}", 甲=gap) == [""]
    assert not missing
    assert rendered("{{ 甲|句号 }}{{ 占比(甲, 乙)|百分比 }}", 甲=gap, 乙=Fraction(1)) == [
        "【待补充：亮点】【待补充：亮点】"]
    assert list(missing) == ["亮点"]
