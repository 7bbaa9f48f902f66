"""Form maps are data; what is wrong in one is told with file, line and the nearest spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.errors import UserError
from addin.library.form_map import form_folder, packaged_maps, read_map

MAP = """form: here
name: 自评表
title: [自评表]
fields:
  总预算: {label: [总预算]}
table:
  columns:
    level3: {header: [三级指标]}
    weight: {header: [分值], after: level3}
    score: {header: [得分]}
"""


def read(folder: Path, text: str) -> None:
    file = folder / "map.yaml"
    file.write_text(text, encoding="utf-8")
    read_map(file)


def test_a_right_map_is_read(tmp_path: Path) -> None:
    read(tmp_path, MAP)


@pytest.mark.parametrize(("old", "new", "said"), [
    ("name: 自评表", "nmae: 自评表", "第2行：不认识“nmae”，是否想写“name”？"),
    ("name: 自评表\n", "", "第1行：缺少“name”"),
    ("title: [自评表]", "title: 自评表", "第3行：“title”应当是列表"),
    ("[总预算]}", "[总预算], at: 下面}", "第5行：“at”不能是“下面”。可用：right、below、same"),
    ("    score:", "    scores:", "第10行：不认识“scores”，是否想写“score”？可用：level1、"),
    ("{header: [得分]}", "[得分]", "第10行：“score”应当是一组“键: 值”"),
    ("{header: [得分]}", "{header: [得分], optional: 是}", "第10行：“optional”应当是 true 或 false"),
    ("{header: [得分]}", "{header: [1]}", "应当是文字"),
    ("after: level3", "after: level9", "第9行：after 的“level9”须是写在前面的一栏"),
    ("after: level3", "after: score", "第9行：after 的“score”须是写在前面的一栏"),
    ("table:", "splits: {总预算: [基本支出]}\ntable:",
     "第6行：splits 用到的“基本支出”不在 fields 中"),
    ("form: here", "form: here\nform: there", "第2行：“form”写了两次"),
    ("{label: [总预算]}", "{labels: [总预算]}", "第5行：不认识“labels”，是否想写“label”？可用：label、at"),
    ("总预算: {label: [总预算]}", "label: {lable: [总预算]}",
     "第5行：不认识“lable”，是否想写“label”？可用：label、at"),
    (MAP, "", "第1行：文件是空的"),
    (MAP, "[1, 2]", "第1行：“文件”应当是一组“键: 值”"),
])
def test_a_wrong_map_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in MAP
    with pytest.raises(UserError) as error:
        read(tmp_path, MAP.replace(old, new, 1))
    assert str(tmp_path) in str(error.value)
    assert said in str(error.value)


def test_all_mistakes_of_a_map_are_told_at_once(tmp_path: Path) -> None:
    wrong = MAP.replace("[自评表]", "自评表", 1).replace("after: level3", "befor: level3")
    with pytest.raises(UserError) as error:
        read(tmp_path, wrong)
    lines = [line.partition(" 第")[2].partition("行")[0] for line in str(error.value).splitlines()]
    assert lines == ["3", "9"]


def test_packaged_maps_are_read_once_and_stand_in_the_folders_of_their_names() -> None:
    assert packaged_maps() is packaged_maps()
    for form in packaged_maps():
        assert (form_folder(form.form) / "map.yaml").is_file()
        assert form.title
