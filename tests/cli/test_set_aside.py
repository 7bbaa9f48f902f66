"""What is made never takes the place of a file that somebody has filled in."""

from pathlib import Path

import pytest

from tests.cli.runs import pe


@pytest.mark.parametrize("verb", ["new", "sample"])
def test_what_stood_there_is_kept(verb: str, tmp_path: Path) -> None:
    target = tmp_path / "自评表.xlsx"
    target.write_bytes(b"filled in by hand")
    for number in (1, 2):
        before = target.read_bytes()
        done = pe(verb, "huaxi", "-o", target)
        backup = tmp_path / f"自评表.备份-{number}.xlsx"
        assert done.code == 0
        assert str(backup) in done.out
        assert backup.read_bytes() == before


@pytest.mark.parametrize("name", ["回填.xlsx", "报告.docx", "综述.docx", "加素材.xlsx", "公开.xlsx",
                                  "办法.xlsx", "起草.xlsx", "上报.xlsx"])
def test_so_it_is_where_something_is_made_from_a_form(name: str, tmp_path: Path) -> None:
    form, target = tmp_path / "表.xlsx", tmp_path / name
    pe("sample", "conghua", "-o", form)
    target.write_bytes(b"written by hand")
    done = pe(*{"回填": ("fill", form), "报告": ("report", form, "--draft"),
                "综述": ("report", form, "--draft", "--summary"), "公开": ("public", form),
                "加素材": ("report", form, "--materials"), "办法": ("rules", "export", "lukou"),
                "起草": ("rules", "draft", form), "上报": ("export", form)}[target.stem], "-o", target)
    backup = target.with_stem(f"{target.stem}.备份-1")
    assert done.code in (0, 1), done.err
    assert done.out.endswith(f"原有的同名文件备份为 {backup}\n") or name == "回填.xlsx"
    assert str(backup) in done.out
    assert backup.read_bytes() == b"written by hand"
    assert target.read_bytes() != b"written by hand"


def test_an_empty_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "自评表.xlsx").touch()
    assert pe("new", "huaxi", "-o", tmp_path / "自评表.xlsx").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["自评表.xlsx"]


def test_nothing_is_kept_of_nothing(tmp_path: Path) -> None:
    assert "备份" not in pe("new", "huaxi", "-o", tmp_path / "自评表.xlsx").out
    assert [path.name for path in tmp_path.iterdir()] == ["自评表.xlsx"]
