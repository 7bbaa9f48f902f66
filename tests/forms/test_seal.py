"""A place for the seal is no name: the unit that stands elsewhere in the form is read."""

from __future__ import annotations

from addin.books.xlsx.closed import BookFile
from addin.forms.read import read_forms
from addin.library.library import Library
from tests.review.making import UNIT, lukou_book, own_words, personal


def test_the_unit_is_read_where_only_a_seal_is_asked_for_above() -> None:
    library, words = Library(), own_words(4)
    book = BookFile.read(personal(lukou_book(), words), "表.xlsx")
    assert book.grid("自评表").at(3, 1).value == "填报单位：（盖章）"
    (form,) = read_forms(book, library.maps, words=library.words)
    assert form.filing.about.unit == f"株洲市渌口区{words[UNIT]}"
