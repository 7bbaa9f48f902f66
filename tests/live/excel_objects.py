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

    def SaveCopyAs(self, Filename: str) -> None:  # noqa: N802, N803
        self._document.storeToURL(Path(Filename).as_uri(), properties(FilterName=XLSX))

    @property
    def ProtectStructure(self) -> bool:  # noqa: N802
        return bool(self._document.isProtected())


class Application:
    """``answers`` are what a person types into the dialogs to come; False is 取消."""

    def __init__(self) -> None:
        self.answers: list[str | bool] = []
        self.asked: list[str] = []

    def InputBox(self, Prompt: str, Title: str, Default: str, Type: int) -> str | bool:  # noqa: N802, N803
        assert Title
        assert Type == 2  # a text
        self.asked.append(Prompt)
        return self.answers.pop(0) if self.answers else Default


class Worksheet:
    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.isProtected())


class Range:
    def __init__(self, cells: Any) -> None:
        self._cells = cells

    @property
    def Locked(self) -> bool:  # noqa: N802
        return bool(self._cells.CellProtection.IsLocked)
