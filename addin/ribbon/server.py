"""What the add-in's VBA calls through xlwings' DLL: a cell function by its name, a button by its
command. Both are looked up among ours; no text that arrives here is ever run.

Excel's only thread waits for each answer. What a button did is therefore told when the call has
returned, by VBA: a dialog raised from here would wait for Excel, and Excel for it.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from typing import Any, Final

from xlwings import _xlwindows, com_server
from xlwings.udfs import get_udf_module

MODULE: Final = "addin.functions"
# xlwings' own carry no types.
_module: Final[Callable[..., Any]] = get_udf_module
_call_udf: Final[Callable[..., Any]] = com_server.XLPython().CallUDF
_object: Final[Callable[..., Any]] = com_server.FromVariant
_serve: Final[Callable[..., Any]] = com_server.serve

# xlwings ends every EXCEL.EXE without a window when Python ends: they are not ours to end.
atexit.unregister(_xlwindows.cleanup)


class Server:
    """The object that VBA holds, in place of xlwings' own: that one runs any text."""

    _public_methods_ = ("Answer", "Press", "Menu", "Alive")

    def Answer(self, name: str, arguments: Sequence[Any], book: Any,  # noqa: N802
               cells: Any) -> Any:
        """What the function answers for the formula in ``cells`` of the ``book``."""
        module = _module(MODULE, None)  # xlwings would look for code in the workbook's sheets
        if not hasattr(getattr(module, name, None), "__xlfunc__"):
            raise ValueError(name)
        try:
            return _call_udf(MODULE, name, arguments, book, cells)
        finally:
            _let_go()

    def Press(self, command: str, book: Any) -> list[str | bool]:  # noqa: N802
        """What is told after the command, whether it failed, what Ctrl+Z takes back then, and what
        a yes runs where it is a question: a list, as COM takes a tuple for several results."""
        _xlwindows.BOOK_CALLER = _object(book)
        try:
            from addin.ribbon import press

            told = press.run(command)
        finally:
            _let_go()
        return [told.text, told.wrong, told.undo, told.ask]

    def Menu(self, command: str, book: Any) -> str:  # noqa: N802
        """What the menu of a command offers for the workbook in front."""
        _xlwindows.BOOK_CALLER = _object(book)
        try:
            from addin.ribbon import press

            return press.menu(command)
        finally:
            _let_go()

    def Alive(self) -> bool:  # noqa: N802
        """That it answers is the answer."""
        return True


def _let_go() -> None:
    """A workbook that Python holds on to keeps Excel running after its last window is closed."""
    _xlwindows.BOOK_CALLER = None


def serve(clsid: str) -> None:
    """Answer until Excel ends."""
    # What xlwings' own serve makes for whoever asks.
    com_server.XLPython = Server
    _serve(clsid)


__all__ = ["Server", "serve"]
