"""What ``api`` gives: the few words of Excel's own objects that the add-in uses, over UNO's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

XLSX = "Calc MS Excel 2007 XML"
_REMOVABLE = 128
"""com.sun.star.beans.PropertyAttribute.REMOVEABLE."""


def properties(**values: Any) -> tuple[Any, ...]:
    """Named arguments as UNO takes them."""
    import uno

    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


class DocumentProperty:
    """One custom property of a workbook."""

    def __init__(self, bag: Any, name: str) -> None:
        self._bag, self.Name = bag, name

    @property
    def Value(self) -> Any:  # noqa: N802 — Excel's word
        return self._bag.getPropertyValue(self.Name)

    @Value.setter
    def Value(self, value: Any) -> None:  # noqa: N802
        self._bag.setPropertyValue(self.Name, value)

    def Delete(self) -> None:  # noqa: N802
        self._bag.removeProperty(self.Name)


class DocumentProperties:
    """Workbook.CustomDocumentProperties."""

    def __init__(self, bag: Any) -> None:
        self._bag = bag

    def __iter__(self) -> Iterator[DocumentProperty]:
        for each in self._bag.getPropertySetInfo().getProperties():
            if each.Attributes & _REMOVABLE:
                yield DocumentProperty(self._bag, each.Name)

    def Add(self, Name: str, LinkToContent: bool, Type: int, Value: str) -> None:  # noqa: N802, N803
        assert not LinkToContent
        assert Type == 4  # msoPropertyTypeString
        self._bag.addProperty(Name, _REMOVABLE, Value)


class Workbook:
    def __init__(self, document: Any) -> None:
        self._document = document

    @property
    def CustomDocumentProperties(self) -> DocumentProperties:  # noqa: N802
        return DocumentProperties(self._document.DocumentProperties.UserDefinedProperties)

    def Windows(self, number: int) -> Window:  # noqa: N802
        assert number == 1
        return Window(self._document)

    def SaveCopyAs(self, Filename: str) -> None:  # noqa: N802, N803
        self._document.storeToURL(Path(Filename).as_uri(), properties(FilterName=XLSX))

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return bool(self._document.isProtected())


class Window:
    """The one window of a workbook. LibreOffice freezes no panes of a workbook that nobody sees, so
    what was asked for is kept by sheet."""

    ScrollRow = ScrollColumn = 1
    SplitColumn = SplitRow = 0
    kept: dict[tuple[str, str], int] = {}  # noqa: RUF012 — of all windows

    def __init__(self, document: Any) -> None:
        self._document = document

    @property
    def FreezePanes(self) -> bool:  # noqa: N802
        return self._key in self.kept

    @FreezePanes.setter
    def FreezePanes(self, frozen: bool) -> None:  # noqa: N802
        self.kept.pop(self._key, None)
        if frozen:
            self.kept[self._key] = self.SplitRow

    @property
    def _key(self) -> tuple[str, str]:
        return self._document.RuntimeUID, self._document.CurrentController.ActiveSheet.Name


class Application:
    """``recalculated`` counts how often every formula was asked for anew."""

    def __init__(self) -> None:
        self.recalculated = 0

    def CalculateFull(self) -> None:  # noqa: N802
        self.recalculated += 1


class Worksheet:
    """LibreOffice knows one way of hiding; Excel's third state, very hidden, is hidden here."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.isProtected())

    @property
    def Visible(self) -> int:  # noqa: N802
        return -1 if self._sheet.IsVisible else 0

    @Visible.setter
    def Visible(self, state: int) -> None:  # noqa: N802
        assert state in (-1, 0, 2)
        self._sheet.IsVisible = state == -1
