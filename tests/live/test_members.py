"""Every member of xlwings that the add-in uses is one that xlwings has on Windows."""

from pathlib import Path

import pytest

from tests.live.members import Use, lacking, uses

ROOT = Path(__file__).parent.parent.parent
SOURCES = [path for path in sorted((ROOT / "addin").rglob("*.py"))
           if "import xlwings" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_windows_engine_has_what_we_use(path: Path) -> None:
    lacks = [f"line {use.line}: {use.owner}.{use.member} needs {', '.join(sorted(missing))}"
             for use in uses(path.read_text("utf-8"))
             if (missing := lacking(use.owner, use.member))]
    assert lacks == []


def test_the_open_workbook_is_followed_into_its_sheets_cells_and_notes() -> None:
    """So that the test above has something to say."""
    found = {f"{use.owner}.{use.member}" for path in SOURCES for use in uses(path.read_text("utf-8"))}
    assert found >= {"App.properties", "Books.open", "Sheets.add", "Sheet.used_range", "Range.merge_area",
                     "Range.number_format", "Font.size", "Note.text", "Names.add",
                     "ConditionalFormats.add_custom", "DataValidation.set_list"}


@pytest.mark.parametrize(("source", "used"), [
    ("def f(sheet: xw.Sheet):\n    sheet.freeze_panes.freeze_at('1:1')",
     {Use("Sheet", "freeze_panes", 2), Use("FreezePanes", "freeze_at", 2)}),
    ("def f(book: xw.Book):\n    for sheet in book.sheets:\n        sheet.freeze_panes",
     {Use("Book", "sheets", 2), Use("Sheet", "freeze_panes", 3)}),
    ("def f(book: xw.Book):\n    return [each.freeze_panes for each in book.sheets]",
     {Use("Book", "sheets", 2), Use("Sheet", "freeze_panes", 2)}),
    (("class A:\n    def __init__(self, book: xw.Book):\n        self.own = book\n"
     "    def g(self):\n        self.own.sheets[0].freeze_panes"),
     {Use("Book", "sheets", 5), Use("Sheet", "freeze_panes", 5)}),
    ("def g() -> xw.Sheet | None: ...\ndef f():\n    found = g()\n    found.freeze_panes",
     {Use("Sheet", "freeze_panes", 4)}),
])
def test_a_member_that_windows_lacks_would_be_found(source: str, used: set[Use]) -> None:
    assert set(uses(source)) == used
    assert any(lacking(use.owner, use.member) for use in used)
