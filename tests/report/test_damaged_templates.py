"""A user's own template, damaged in every part and many ways: a report, or a Chinese sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from addin.errors import UserError
from addin.report.template import WordTemplate
from tests.cli.runs import pe
from tests.report.documents import template
from tests.torture.mutations import packed, unpacked

TEMPLATE = (files("templates") / "reports" / "national" / "report.docx").read_bytes()
WAYS: dict[str, Callable[[bytes], bytes | None]] = {
    "没有": lambda _: None, "空的": lambda _: b"", "不是XML": lambda _: b"\xff\xfe\x00<",
    "别的根": lambda _: b"<a/>", "截断": lambda part: part[: len(part) // 2],
    "没有名字空间": lambda part: part.replace(b"xmlns:", b"xmlnz:"),
    "属性都改了": lambda part: part.replace(b'="', b'="x'),
}


def damaged() -> Iterator[tuple[str, bytes]]:
    whole = unpacked(TEMPLATE)
    for part, content in whole.items():
        for name, way in WAYS.items():
            changed = way(content)
            parts = {each: xml for each, xml in whole.items() if each != part}
            yield f"{part} {name}", packed(parts if changed is None else parts | {part: changed})


def test_every_damage_of_a_template_ends_rightly(form: Path, tmp_path: Path) -> None:
    own, out = tmp_path / "own" / "reports", tmp_path / "报告.docx"
    ways = list(damaged())
    assert len(ways) >= 50
    for name in ("national", "lukou-2023"):
        (own / name).mkdir(parents=True)
    for way, content in ways:
        for name in ("national", "lukou-2023"):
            (own / name / "report.docx").write_bytes(content)
        out.unlink(missing_ok=True)
        run = pe("report", form, "-o", out, "--draft", "--rulesets", own.parent)
        assert run.code in (0, 1, 2), (way, run.err)
        assert out.exists() == (run.code != 2), way
        if run.code == 2:
            assert "报告模板" in run.err, way


def bomb() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in unpacked(template("字")).items():
            archive.writestr(name, content)
        archive.writestr("word/media/image1.png", bytes(30 << 20))
    return made.getvalue()


@pytest.mark.parametrize("content", [bomb, lambda: template("字" * 4_000_000)], ids=["炸弹", "太大"])
def test_a_template_that_is_too_large_is_refused(content: Callable[[], bytes]) -> None:
    with pytest.raises(UserError, match=r"不是完好的 Word 文档"):
        WordTemplate.opened(content(), "甲/report.docx")


ENDLESS = [
    "".join(f"{{% for {name} in 列 %}}" for name in "abcd") + "{% endfor %}" * 4,
    "{% set x='aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{% set x='aaaaaaaaaa' %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
    "{% set x='aaaaaaaaaa' %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "{% set x=[1, 2] %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    "{% for a in 列 %}{% for b in 列 %}{% for c in 列 %}" + "字" * 3_000
    + "{% endfor %}{% endfor %}{% endfor %}",
    "{% for a in 长 %}{% for b in 长 %}字{% endfor %}{% endfor %}", "{{ 列|join(长 * 1000) }}",
    "{% set x = 长 ~ 长 %}" + "{% set x = [x, x, x, x]|join(x) %}" * 5 + "{{ x }}",
    "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}", "{% if 列 %}" * 500, "{{ 句('乘') }}",
]


@pytest.mark.parametrize("tag", ENDLESS)
def test_loops_and_texts_without_end_are_refused(tag: str) -> None:
    made = WordTemplate.opened(template(tag), "甲/report.docx")
    with pytest.raises(UserError, match=r"报告模板 甲/report\.docx"):
        made.fill({"列": list(range(60)), "长": "很长" * 1_000}, {"乘": "{{ 句('乘') }}{{ 句('乘') }}"})


@pytest.mark.parametrize("name", ["../../../etc", "..", "a/b", "a\\b", "C:x", "长" * 100])
def test_a_reports_name_never_leads_out_of_its_folder(name: str, tmp_path: Path, form: Path) -> None:
    rules = tmp_path / "rules" / "000000"
    rules.mkdir(parents=True)
    (rules / "2024.yaml").write_text(
        f"id: 000000/2024\ntitle: 试验\nextends: national/2020\nreport: '{name}'\n", "utf-8")
    run = pe("report", form, "-o", tmp_path / "出.docx", "--draft", "--ruleset", "000000/2024",
             "--rulesets", rules.parent)
    assert run.code == 2
    assert "不能作文件夹名" in run.err
