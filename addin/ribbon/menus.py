"""The menus that are filled when they are opened: the rulesets there are, the chosen one ticked.

Excel's own dialog for a typed answer takes no prompt of more than 255 characters, and seven
rulesets have more to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from addin.books.book import RULESET_PROPERTY
from addin.books.host import Host
from addin.errors import UserError
from addin.library.library import Library

_NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
_TICK, _LEAF = "AcceptInvitation", "TableProperties"
_LONGEST_LABEL = 60


def ruleset_menu(command: str, host: Host, library: Library) -> str:
    """The content of a dynamicMenu (MS-CUSTOMUI2): a button a ruleset, which presses the command
    with the ruleset's id."""
    inside = "".join(_buttons(command, host, library))
    return f"<menu xmlns={quoteattr(_NAMESPACE)}>{inside}</menu>"


def _buttons(command: str, host: Host, library: Library) -> Iterator[str]:
    chosen = host.book.property(RULESET_PROPERTY)
    try:
        rulesets = library.all()
    except UserError as error:
        yield f'<button id="pe_wrong" enabled="false" label={_label(str(error))}/>'
        return
    for number, each in enumerate(rulesets):
        icon = _TICK if each.id == chosen else _LEAF
        said = " ".join(str(part) for part in (each.place, each.year, each.title) if part)
        yield (f'<button id="pe_{command}_{number}" tag={quoteattr(f"{command} {each.id}")}'
               f' label={_label(said)}'
               f' imageMso={quoteattr(icon)} onAction="Ribbon.RunCommand"/>')


def _label(text: str) -> str:
    """On one line; what a menu has no room for is left out, and & is no underline."""
    line = " ".join(text.split()).replace("&", "&&")
    return quoteattr(line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL - 1]}…")


__all__ = ["ruleset_menu"]
