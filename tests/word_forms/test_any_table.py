"""Whatever the table: every place belongs to one cell, and writing one changes no other byte."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from addin.books.docx.closed import DocxBook
from tests.closed_files.packages import unzipped
from tests.word_forms.packages import DOCUMENT, book, cell, table

PROMPT = ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
          "<w:p><w:r><w:t>请填</w:t></w:r></w:p></w:sdtContent></w:sdt>")
CONTENTS = st.sampled_from([
    "", "甲", "10", "9.90", "<w:p/><w:p/>", "<w:p><w:r><w:t>1</w:t></w:r><w:r><w:t>0</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>", "<w:p><w:r><w:rPr><w:b/></w:rPr></w:r></w:p>",
    PROMPT, "<w:p><!-- <w:tc> --></w:p>",
])
CELLS = st.tuples(st.integers(1, 3), st.sampled_from(["", "restart", "continue"]), CONTENTS)
ROWS = st.lists(st.tuples(st.integers(0, 2), st.lists(CELLS, min_size=1, max_size=5)),
                min_size=1, max_size=5)


def document(rows: list[tuple[int, list[tuple[int, str, str]]]]) -> DocxBook:
    made = [f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr>'
            + "".join(cell(inside or "<w:p/>", _properties(span, merge))
                      for span, merge, inside in cells) + "</w:tr>" for before, cells in rows]
    return book(table(*made))


def _properties(span: int, merge: str) -> str:
    return f'<w:gridSpan w:val="{span}"/>' + (f'<w:vMerge w:val="{merge}"/>' if merge else "")


@given(ROWS)
def test_no_two_cells_share_a_place(rows: list[tuple[int, list[tuple[int, str, str]]]]) -> None:
    sheet = document(rows)._sheet("表1")
    taken = [(row, column) for each in sheet.cells.values()
             for row in range(each.area.top, each.area.bottom + 1)
             for column in range(each.area.left, each.area.right + 1)]
    assert len(taken) == len(set(taken))
    assert sheet.grid.cells.keys() <= sheet.cells.keys()


@given(ROWS, st.data())
def test_writing_a_cell_changes_that_cell_alone(
        rows: list[tuple[int, list[tuple[int, str, str]]]], data: st.DataObject) -> None:
    made = document(rows)
    places = [place for place in made._sheet("表1").cells if not made.locked("表1", *place)]
    place = data.draw(st.sampled_from(places))
    before = dict(made.grid("表1").cells)
    made.put("表1", *place, Fraction(7))
    after = DocxBook.read(made.to_bytes(), "试.docx").grid("表1").cells
    assert after[place].value == 7
    assert {other: each for other, each in after.items() if other != place} == {
        other: each for other, each in before.items() if other != place}
    cells = re.compile(rb"<w:tc>(?:(?!</w:tc>).)*</w:tc>", re.DOTALL)
    old, new = (unzipped(each.to_bytes())[DOCUMENT] for each in (document(rows), made))
    assert cells.split(old) == cells.split(new)
    assert sum(one != other for one, other
               in zip(cells.findall(old), cells.findall(new), strict=True)) == 1
