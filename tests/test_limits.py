"""The check over every written workbook finds what Excel would not take."""

from __future__ import annotations

import pytest

from addin.package.xml import LONGEST_TEXT, units, written_text
from tests.closed_files.packages import parts, zipped
from tests.limits import broken_anew

SOUND = zipped(parts("<sheetData/>"))
LONG = "字" * 256


def sheet(xml: str) -> bytes:
    return zipped(parts(xml))


@pytest.mark.parametrize(("written", "said"), [
    (sheet(f'<dataValidations><dataValidation sqref="A1" prompt="{LONG}"/></dataValidations>'),
     "prompt of A1"),
    (sheet(f'<dataValidations><dataValidation sqref="A1" error="{LONG}"/></dataValidations>'),
     "error of A1"),
    (sheet(f'<dataValidations><dataValidation sqref="A1" errorTitle="{LONG}"/></dataValidations>'),
     "errorTitle of A1"),
    (sheet('<dataValidations><dataValidation sqref="A1"><formula1>"' + LONG
           + '"</formula1></dataValidation></dataValidations>'), "list of A1"),
    (sheet(f"<sheetData><row><c><f>{'1+' * 5_000}1</f></c></row></sheetData>"), "formula is too long"),
    (sheet(f"<sheetData><row><c><is><t>{'😀' * 20_000}</t></is></c></row></sheetData>"),
     "text is too long"),
    (sheet("<sheetData><row><c><is><t>_x0007_</t></is></c></row></sheetData>"), "control character"),
    (sheet('<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
           ' r:id="rId7"/>'), "no relation rId7"),
    (zipped(parts("<sheetData/>") | {"xl/styles.xml": "<styleSheet/>",
                                     "xl/_rels/styles.xml.rels": '<R><A Id="1" Target="x.png"/></R>'}),
     "no part x.png"),
    (zipped({name: xml.replace("表1", "表" * 32) for name, xml in parts("<sheetData/>").items()}),
     "no name for a sheet"),
    (sheet("<hyperlinks>" + "<hyperlink/>" * 65_531 + "</hyperlinks>"), "too many hyperlinks"),
])
def test_what_excel_does_not_take_is_found(written: bytes, said: str) -> None:
    assert any(said in each for each in broken_anew(written, SOUND))
    assert not broken_anew(written, written), "what came in so is not ours"


def test_a_text_that_became_a_formula_is_found() -> None:
    before = sheet("<sheetData><row><c><is><t>=HYPERLINK(1)</t></is></c></row></sheetData>")
    after = sheet("<sheetData><row><c><f>HYPERLINK(1)</f></c></row></sheetData>")
    assert broken_anew(after, before)


def test_a_text_is_cut_as_excel_counts() -> None:
    assert units(written_text("😀" * 20_000)) <= LONGEST_TEXT
    assert written_text("字" * LONGEST_TEXT) == "字" * LONGEST_TEXT
