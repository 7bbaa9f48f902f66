"""A person's own words are added to the packaged ones; what is wrong in them is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.errors import UserError
from addin.forms.read import read_forms
from addin.forms.refusal import NoForm
from addin.library.form_map import packaged_maps
from addin.library.library import Library
from tests.cli.runs import pe
from tests.wild.making import BookFile, workbook_of

FORM = {"表": {"rows": [
    ["项目支出绩效自评表"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "到岗数目", "分值", "积点"],
    ["产出指标", "数量指标", "招聘人数", "10人", "9人", 100, 90],
    ["总分", None, None, None, None, 100, 90]]}}
WORDS = """concepts:
  actual: {name: 实际完成值, words: [到岗数目]}
  score: {name: 得分, words: [积点]}
"""


def own_words(folder: Path, text: str) -> Library:
    (folder / "words").mkdir()
    (folder / "words" / "columns.yaml").write_text(text, "utf-8")
    return Library([folder])


def test_words_of_ones_own_are_added(tmp_path: Path) -> None:
    book = BookFile.read(workbook_of(FORM), "试.xlsx")
    with pytest.raises(NoForm) as error:
        read_forms(book, packaged_maps())
    assert set(error.value.missing) == {"实际完成值", "得分"}
    words = own_words(tmp_path, WORDS).words
    (form,) = read_forms(book, packaged_maps(), None, words)
    (row,) = form.filing.rows
    assert (row.actual.text, row.score.number) == ("9人", 90)
    assert form.filing.left == ()


@pytest.mark.parametrize(("text", "said"), [
    (WORDS.replace("words:", "wrods:", 1), "第2行"),
    ("concepts: [", "YAML"),
    ("concepts:\n  level1: {name: 指标名称, words: [大类]}\n", "没有“level1”这一栏，可用：level（指标名称）"),
    ("concepts:\n  actual: {name: 实际完成值, words: 到岗}\n", "第2行"),
])
def test_wrong_words_are_told_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        assert own_words(tmp_path, text).words
    assert "columns.yaml" in str(error.value)
    assert said in str(error.value)


def test_the_folder_of_words_is_no_region(tmp_path: Path) -> None:
    assert own_words(tmp_path, WORDS).ids() == Library().ids()


@pytest.mark.parametrize(("name", "text", "code", "said"), [
    ("columns", WORDS, 0, "没有问题（用词：actual（实际完成值）到岗数目、score（得分）积点）"),
    ("columns", "concepts: {level1: {name: 指标名称, words: [大类]}}", 1, "没有“level1”这一栏"),
    ("titles", "kinds: []", 1, "不会被采用，自己的用词写在 words 下的 columns.yaml"),
])
def test_words_are_checked(name: str, text: str, code: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / f"{name}.yaml").write_text(text, "utf-8")
    run = pe("rules", "check", tmp_path / "words" / f"{name}.yaml")
    assert run.code == code
    assert said in run.out
