"""A kept ruleset is the same ruleset, and is never used for anything but its own text and code."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from addin.library import ruleset_cache
from addin.library.form_map import read_map
from addin.library.library import Library

CACHE = "LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"
RULE = """\
id: 000000/2024
title: 试验办法
defaults:
  - rule: {{kind: judged, why: {why}}}
    clause: {{text: 由评价人认定}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    rules = tmp_path / "rules"
    (rules / "000000").mkdir(parents=True)
    (rules / "000000" / "2024.yaml").write_text(RULE.format(why="第一种说法"), "utf-8")
    return rules


def why(folder: Path) -> str:
    return Library([folder]).get("000000/2024").defaults[0].rule.why


def kept_files(folder: Path) -> list[Path]:
    return sorted((folder.parent / "cache" / "pe-score").glob("*.ruleset"))


def test_the_kept_ruleset_equals_the_one_read(folder: Path) -> None:
    first = Library([folder]).get("national/2020")
    again = Library([folder]).get("national/2020")
    assert again is not first
    assert again == first
    assert len(kept_files(folder)) == 1


def test_a_second_start_needs_neither_pydantic_nor_a_yaml_reading(folder: Path) -> None:
    code = ("import sys; from addin.library.library import Library; library = Library();"
            "library.outline(library.find('huaxi')); assert library.maps;"
            "print('pydantic' in sys.modules, 'yaml' in sys.modules)")
    environment = {**os.environ, CACHE: str(folder.parent / "cache")}
    said = [subprocess.run([sys.executable, "-c", code], env=environment, check=True, text=True,
                           capture_output=True, cwd=Path(__file__).parents[2]).stdout.strip()
            for _ in range(2)]
    assert said == ["True True", "False False"]


def test_a_kept_map_and_outline_equal_those_read(folder: Path) -> None:
    def both() -> tuple[object, object]:
        library = Library([folder])
        file = library.form_folder("huaxi-2023") / "map.yaml"
        return read_map(file), library.outline(library.get("520111/2023"))

    first, again = both(), both()
    assert again == first
    assert again[0] is not first[0]


def test_a_changed_rule_file_is_read_anew(folder: Path) -> None:
    assert why(folder) == "第一种说法"
    (folder / "000000" / "2024.yaml").write_text(RULE.format(why="第二种说法"), "utf-8")
    assert why(folder) == "第二种说法"


def test_a_changed_parent_counts_too(folder: Path) -> None:
    child = folder / "000000" / "2025.yaml"
    child.write_text("id: 000000/2025\ntitle: 下一年\nextends: 000000/2024\n", "utf-8")
    assert Library([folder]).get("000000/2025").defaults[0].rule.why == "第一种说法"
    (folder / "000000" / "2024.yaml").write_text(RULE.format(why="改过的"), "utf-8")
    assert Library([folder]).get("000000/2025").defaults[0].rule.why == "改过的"


def test_other_code_reads_anew_and_puts_nothing_out(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    why(folder)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "another Python")
        assert why(folder) == "第一种说法"
    assert len(kept_files(folder)) == 2
    monkeypatch.setattr(Library, "read", lambda *_: pytest.fail("read again"))
    assert why(folder) == "第一种说法"


def test_of_many_files_only_the_newest_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset_cache, "_MOST_KEPT", 3)
    cache = folder.parent / "cache" / "pe-score"
    cache.mkdir(mode=0o700, parents=True)
    for age in (30, 10, 40, 20):
        file = cache / f"{age}.ruleset"
        file.touch()
        os.utime(file, (1_000_000 - age, 1_000_000 - age))
    why(folder)
    names = {file.name for file in kept_files(folder)}
    assert len(names) == 3
    assert names > {"10.ruleset", "20.ruleset"}


@pytest.mark.parametrize("damage", [b"", b"short", b"\x80\x05N."])
def test_a_damaged_file_is_read_anew(folder: Path, damage: bytes) -> None:
    why(folder)
    (file,) = kept_files(folder)
    file.write_bytes(damage)
    assert why(folder) == "第一种说法"


class Attack:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (os.environ["PE_TEST_ATTACK"],)


def test_no_code_in_a_kept_file_is_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = folder.parent / "attacked"
    monkeypatch.setenv("PE_TEST_ATTACK", str(target))
    why(folder)
    (file,) = kept_files(folder)
    file.write_bytes(pickle.dumps(Attack()))
    assert why(folder) == "第一种说法"
    assert not target.exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are a matter of POSIX")
def test_a_folder_that_others_write_to_is_not_used(folder: Path) -> None:
    cache = folder.parent / "cache" / "pe-score"
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert why(folder) == "第一种说法"
    assert kept_files(folder) == []


def test_without_a_place_to_keep_it_everything_still_works(
        folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset_cache, "own_folder", lambda: None)
    assert why(folder) == "第一种说法"
    assert kept_files(folder) == []


def test_a_kept_file_that_rotted_is_read_anew(folder: Path) -> None:
    """Whichever byte flips, no other rules are ever loaded."""
    assert why(folder) == "第一种说法"
    (kept,) = kept_files(folder)
    whole = kept.read_bytes()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
        assert why(folder) == "第一种说法"
    kept.write_bytes(whole[:-1])
    assert why(folder) == "第一种说法"
