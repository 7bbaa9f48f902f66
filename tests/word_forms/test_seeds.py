"""A form is scored, audited, explained and filled in Word as it is in its workbook."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from addin.books.book import address, split_address
from addin.books.files import open_book
from tests.cli.runs import parts, pe, with_parts
from tests.word_forms.conftest import Seed
from tests.word_forms.making import TABLE


def moved(text: str, seed: Seed) -> str:
    """What is said of the workbook, with the addresses that the Word table has."""
    def there(match: re.Match[str]) -> str:
        _, row, column = split_address(match[2])
        return address(row - seed.rows[0] + 1, column, TABLE if match[1] else None)

    return re.sub(rf"({seed.sheet}!|(?<![!\w]))([A-Z]\d+)\b", there, text)


def as_told(form: dict[str, Any]) -> dict[str, Any]:
    """What the scorecard says of the form, without the file's own name; that a number was typed as
    a text means something in a workbook only."""
    told = {name: value for name, value in form.items() if name not in ("file", "sheet")}
    return told | {"findings": [each for each in form["findings"]
                                if each["code"] != "number-as-text"]}


def test_audit_says_the_same(seed: Seed) -> None:
    workbook = pe("audit", seed.workbook, "--ruleset", seed.name, "--json")
    document = pe("audit", seed.document, "--ruleset", seed.name, "--json")
    assert document.err == ""
    assert document.code == workbook.code
    wanted = json.loads(moved(json.dumps(as_told(workbook.form), ensure_ascii=False), seed))
    assert as_told(document.form) == wanted
    assert document.form["sheet"] == TABLE


def test_numbers_that_are_texts_are_no_fault_in_word(seeds: dict[str, Seed]) -> None:
    lukou = seeds["lukou"]
    codes = [[each["code"] for each in pe("audit", path, "--json").form["findings"]]
             for path in (lukou.workbook, lukou.document)]
    assert ["number-as-text" in each for each in codes] == [True, False]


def test_explain_says_the_same(seed: Seed) -> None:
    workbook = pe("explain", seed.workbook, "--ruleset", seed.name)
    document = pe("explain", seed.document, "--ruleset", seed.name)
    assert document.code == 0
    assert document.out == moved(workbook.out, seed)


def test_fill_writes_the_same_scores(seed: Seed, tmp_path: Path) -> None:
    workbook, document = seed.emptied(tmp_path / "空")
    runs = [pe("fill", source, "-o", tmp_path / f"回填{source.suffix}", "--ruleset", seed.name,
               "--json", "--propose") for source in (workbook, document)]
    assert [run.err for run in runs] == ["", ""]
    assert runs[0].code == runs[1].code
    wanted = json.loads(moved(json.dumps(as_told(runs[0].form), ensure_ascii=False), seed))
    assert as_told(runs[1].form) == wanted
    filled, written = (open_book(tmp_path / f"回填{suffix}") for suffix in (".xlsx", ".docx"))
    grid, table = filled.grid(seed.sheet), written.grid(TABLE)
    scores = [(grid.at(row, column).value, table.at(row - seed.rows[0] + 1, column).value)
              for row, column in seed.scores]
    assert [there for there, _ in scores] == [here for _, here in scores]
    assert sum(isinstance(here, Fraction) for _, here in scores) == len(seed.scores)


def test_the_basis_lies_beside_the_document(seed: Seed, tmp_path: Path) -> None:
    _, document = seed.emptied(tmp_path / "空")
    run = pe("fill", document, "-o", tmp_path / "回填.docx", "--ruleset", seed.name)
    beside = tmp_path / "回填-评分依据.xlsx"
    assert f"已存为 {tmp_path / '回填.docx'}、" in run.out
    assert str(beside) in run.out
    basis = open_book(beside)
    assert basis.sheets == ("评分依据",)
    texts = [str(cell.value) for cell in basis.grid("评分依据").cells.values()]
    assert any(text.startswith(f"{TABLE}!") for text in texts)
    assert b"hyperlink" not in parts(beside)["xl/worksheets/sheet1.xml"]


def test_what_lies_beside_goes_along(seeds: dict[str, Seed], tmp_path: Path) -> None:
    """The figures of 基础数据 are beside the filled document too: it is scored as before."""
    _, document = seeds["chayu"].emptied(tmp_path / "空")
    filled = tmp_path / "回填.docx"
    run = pe("fill", document, "-o", filled, "--ruleset", "chayu", "--json")
    assert (tmp_path / "回填-基础数据.xlsx").is_file()
    assert pe("audit", filled, "--ruleset", "chayu", "--json").form["total"] == run.form["total"]


def test_a_form_broken_over_pages_is_one_form(seeds: dict[str, Seed], tmp_path: Path) -> None:
    """渌口's table parted twice: once with its header repeated, once in the middle of a merge."""
    source = seeds["lukou"].document
    xml = parts(source)["word/document.xml"].decode()
    rows = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL)
    head = xml[xml.index("<w:tbl>"):xml.index(rows[0])]
    broken = xml.replace(rows[15], f"</w:tbl><w:p/>{head}{rows[10]}{rows[15]}", 1)
    broken = broken.replace(rows[21], f"</w:tbl><w:p/>{head}{rows[21]}", 1)
    target = with_parts(source, tmp_path / "分页.docx", {"word/document.xml": broken.encode()})
    whole, parted = (pe("audit", path, "--ruleset", "lukou", "--json").form
                     for path in (source, target))
    assert open_book(target).sheets == (TABLE,)
    names = ("indicator", "level1", "filed", "score", "verdict")
    assert [[award[name] for name in names] for award in parted["awards"]] == [
        [award[name] for name in names] for award in whole["awards"]]
    assert parted["filed_total"] == whole["filed_total"]
