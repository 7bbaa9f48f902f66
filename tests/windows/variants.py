"""A call with arguments as VBA hands them over: pywin32 itself can send no error value."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import POINTER, byref, c_long, c_uint, c_ushort, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any

_EMPTY, _DOUBLE, _TEXT, _DISPATCH, _ERROR, _VARIANT, _ARRAY = 0, 5, 8, 9, 10, 12, 0x2000
_METHOD, _NO_IID, _INVOKE, _IDS_OF_NAMES = 1, bytes(16), 6, 5


@dataclass(frozen=True)
class Error:
    """CVErr as COM carries it."""

    code: int


class Variant(ctypes.Structure):
    _fields_ = (("kind", c_ushort), ("reserved", c_ushort * 3), ("content", c_void_p),
                ("more", c_void_p))


class _Arguments(ctypes.Structure):
    _fields_ = (("given", POINTER(Variant)), ("names", c_void_p), ("count", c_uint),
                ("named", c_uint))


def answer(server: int, function: str, arguments: Sequence[Any]) -> Variant:
    """What the server's Answer gives for these constants; OSError as VBA would see it."""
    given = (Variant * 4)(Variant(_DISPATCH), Variant(_DISPATCH), _array(arguments), _one(function))
    said, number = Variant(), c_long()
    name = c_wchar_p("Answer")
    _called(server, _IDS_OF_NAMES, _NO_IID, byref(name), 1, 0, byref(number))
    passed = _Arguments(given, None, 4, 0)
    _called(server, _INVOKE, number.value, _NO_IID, 0, _METHOD, byref(passed), byref(said),
            None, None)
    return said


def text(variant: Variant) -> str:
    assert variant.kind == _TEXT
    return ctypes.wstring_at(variant.content)


def _called(server: int, place: int, *arguments: Any) -> None:
    """The interface's method of this place in its table; each argument fills one register."""
    table = ctypes.cast(server, POINTER(POINTER(c_void_p)))[0]
    method = ctypes.WINFUNCTYPE(ctypes.HRESULT, *[c_void_p] * (len(arguments) + 1))
    ctypes.cast(table[place], method)(server, *arguments)


def _one(value: Any) -> Variant:
    match value:
        case str():
            ole = ctypes.oledll.oleaut32
            ole.SysAllocString.restype = c_void_p
            return Variant(_TEXT, content=ole.SysAllocString(c_wchar_p(value)))
        case float():
            made = Variant(_DOUBLE)
            ctypes.memmove(byref(made, Variant.content.offset), byref(ctypes.c_double(value)), 8)
            return made
        case Error(code):
            return Variant(_ERROR, content=code & 0xFFFFFFFF)
    return Variant(_EMPTY)


def _array(values: Sequence[Any]) -> Variant:
    ole = ctypes.windll.oleaut32
    ole.SafeArrayCreateVector.restype = c_void_p
    array = ole.SafeArrayCreateVector(c_ushort(_VARIANT), c_long(0), c_uint(len(values)))
    for place, value in enumerate(values):
        ole.SafeArrayPutElement(c_void_p(array), byref(c_long(place)), byref(_one(value)))
    return Variant(_ARRAY | _VARIANT, content=array)
