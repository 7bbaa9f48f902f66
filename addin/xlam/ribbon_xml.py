"""The ribbon's customUI part, from the table of commands (MS-CUSTOMUI, MS-CUSTOMUI2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from addin.tables.buttons import CONTEXT, TAB, Choices, Command, Group, Menu

OFFICE_2007 = "http://schemas.microsoft.com/office/2006/01/customui"
OFFICE_2010 = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK, CAN_RUN, LOADED = "Ribbon.RunCommand", "Ribbon.CanRun", "Ribbon.RibbonLoaded"
ON_FOLDER = "Ribbon.RunOnFolder"
FILLED = "Ribbon.MenuContent"
_CELL_MENU = "ContextMenuCell"


def ribbon_xml(namespace: str, groups: Sequence[Group]) -> str:
    """The tab with its groups; the menu of a cell is only in the newer namespace."""
    inside = "\n".join(line for group in groups for line in _group(group))
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<customUI xmlns={quoteattr(namespace)} onLoad={quoteattr(LOADED)}>\n"
            " <ribbon>\n  <tabs>\n"
            f"   <tab id=\"pe_tab\" label={quoteattr(TAB)} keytip=\"JX\">\n{inside}\n   </tab>\n"
            f"  </tabs>\n </ribbon>\n{_menus() if namespace == OFFICE_2010 else ''}</customUI>\n")


def _menus() -> str:
    buttons = "".join(f"   {_button(each, f'pe_{each.name}', each.label)}\n" for each in CONTEXT)
    return (f" <contextMenus>\n  <contextMenu idMso={quoteattr(_CELL_MENU)}>\n{buttons}"
            "  </contextMenu>\n </contextMenus>\n")


def _group(group: Group) -> Iterator[str]:
    yield f"    <group id=\"pe_{group.name}\" label={quoteattr(group.label)}>"
    for place, control in enumerate(group.controls):
        size = "" if place else ' size="large"'
        if isinstance(control, Choices):
            yield from _choices(control, size)
        elif isinstance(control, Menu):
            yield f"     {_menu(control.command, size)}"
        else:
            yield f"     {_button(control, f'pe_{control.name}', control.label, size)}"
    yield "    </group>"


def _choices(choices: Choices, size: str) -> Iterator[str]:
    first = choices.commands[0]
    yield f"     <splitButton id=\"pe_{first.name}_choices\"{size}>"
    yield f"      {_button(first, f'pe_{first.name}_default', choices.label)}"
    yield f"      <menu id=\"pe_{first.name}_menu\">"
    for command in choices.commands:
        yield f"       {_button(command, f'pe_{command.name}', command.label)}"
    yield "      </menu>"
    yield "     </splitButton>"


def _menu(command: Command, size: str) -> str:
    """Filled anew each time it is opened: another workbook may be in front."""
    return (f"<dynamicMenu{_said(command, f'pe_{command.name}', command.label, size)}"
            f" getContent={quoteattr(FILLED)} invalidateContentOnDrop=\"true\"/>")


def _button(command: Command, name: str, label: str, size: str = "") -> str:
    callback = quoteattr(ON_FOLDER if command.folder else CALLBACK)
    return f"<button{_said(command, name, label, size)} onAction={callback}/>"


def _said(command: Command, name: str, label: str, size: str) -> str:
    return (f" id={quoteattr(name)} tag={quoteattr(command.name)} label={quoteattr(label)}"
            f"{size} imageMso={quoteattr(command.icon)} supertip={quoteattr(command.supertip)}"
            f"{'' if command.anywhere else f' getEnabled={quoteattr(CAN_RUN)}'}")
