"""A Word form of several tables is one form, whatever their columns; forms of their own stay apart,
and every cell keeps the address of its table. ``one_form.yaml`` holds the cases."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from addin.books.files import open_book
from tests import office
from tests.cli.runs import pe
from tests.closed_files.packages import unzipped
from tests.word_forms.packages import DOCUMENT, content, paragraph, table

DATA = yaml.safe_load(Path(__file__).with_name("one_form.yaml").read_text(encoding="utf-8"))
CASES = [pytest.param(case, id=case["name"]) for case in DATA["cases"]]
FALSE = {"weight-total", "total-sum"}
"""What is said of a form whose funds were not read."""
CELLS = re.compile(rb"<w:tc>(?:(?!</w:tc>).)*</w:tc>", re.DOTALL)


def document(body: list[Any], blank: str = "") -> bytes:
    """The parts in order; the funds' score left out where it is ``blank``."""
    return content("".join(made(part, blank) for part in body))


def made(part: Any, blank: str) -> str:
    """A part of the document; of rows of parts a table that holds them in its cells."""
    if isinstance(part, list):
        return table(*([made(inner, blank) for inner in row] for row in part)) + paragraph()
    rows = [["" if cell == blank else str(cell) for cell in map(str, row)]
            for row in DATA["tables"].get(part, ())]
    return table(*rows) + paragraph() if rows else paragraph(
        DATA["title"] if part == "title" else part)


def audited(file: Path) -> list[dict[str, Any]]:
    return pe("audit", file, "--json").forms


def check(case: dict[str, Any], forms: list[dict[str, Any]]) -> None:
    assert [form["sheet"] for form in forms] == [form["sheet"] for form in case["forms"]]
    for wanted, form in zip(case["forms"], forms, strict=True):
        cells = {award["indicator"]: award["cell"] for award in form["awards"]}
        assert cells.get("预算执行率") == wanted.get("funds")
        assert cells["改造校舍面积"] == wanted["score"]
        assert len(cells) == 2 + ("funds" in wanted), "no other table's row is an indicator"
        assert form["project"] == wanted.get("project")
        assert form["filed_total"] == wanted.get("total", form["filed_total"])
        said = {each["code"] for each in form["findings"]}
        assert said >= set(wanted.get("codes", ()))
        assert said & FALSE == (FALSE if wanted.get("no_funds") else set())


@pytest.mark.parametrize("case", CASES)
def test_tables_of_one_form_are_read_together(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "自评表.docx"
    file.write_bytes(document(case["body"]))
    check(case, audited(file))


@pytest.mark.parametrize("sheet", ["表1", "表2"])
def test_either_table_names_the_form(sheet: str, tmp_path: Path) -> None:
    file = tmp_path / "自评表.docx"
    file.write_bytes(document(["title", "funds7", "rows8"]))
    assert [form["sheet"] for form in pe("audit", file, "--json", "--sheet", sheet).forms] == ["表2"]


@pytest.mark.parametrize(("funds", "rows", "place"),
                         [("funds7", "rows8", (2, 7)), ("funds8", "rows7", (2, 8)),
                          ("funds5", "rows8", (2, 5))])
def test_the_score_goes_into_the_table_of_funds_and_no_other_byte_changes(
        funds: str, rows: str, place: tuple[int, int], tmp_path: Path) -> None:
    file, filled = tmp_path / "空.docx", tmp_path / "填.docx"
    file.write_bytes(document(["title", "head", funds, rows, "signed"], blank="9.6"))
    assert pe("fill", file, "-o", filled).code < 2
    grid = open_book(filled).grid("表2")
    assert str(grid.at(*place).value) == "48/5"
    old, new = (unzipped(each.read_bytes())[DOCUMENT] for each in (file, filled))
    assert CELLS.split(old) == CELLS.split(new)
    changed = [after for before, after in zip(CELLS.findall(old), CELLS.findall(new), strict=True)
               if before != after]
    assert len(changed) == 1
    assert b"9.6" in changed[0]


def test_the_explanation_names_the_cells_of_both_tables(tmp_path: Path) -> None:
    file = tmp_path / "自评表.docx"
    file.write_bytes(document(["title", "funds7", "rows8"]))
    said = pe("explain", file).out
    for place, formula in (("表1!G2", "480÷500×10"), ("表2!G2", "1900平方米÷2000平方米×50")):
        assert place in said
        assert formula in said


@pytest.mark.office
@pytest.mark.parametrize("name", ["七列和八列", "表头、资金、指标、签字各是一张", "各有标题的两张自评表"])
def test_what_libreoffice_saves_is_read_alike(name: str, tmp_path: Path) -> None:
    case = next(case for case in DATA["cases"] if case["name"] == name)
    file, folder = tmp_path / "自评表.docx", tmp_path / "另存"
    file.write_bytes(document(case["body"]))
    subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                    "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder),
                    str(file)], check=True, capture_output=True, timeout=office.SECONDS)
    check(case, audited(folder / "自评表.docx"))
