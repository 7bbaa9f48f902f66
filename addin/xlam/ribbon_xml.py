"""The ribbon's customUI part, from the table of commands (MS-CUSTOMUI, MS-CUSTOMUI2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from addin.tables.buttons import TAB, Choices, Command, Group

OFFICE_2007 = "http://schemas.microsoft.com/office/2006/01/customui"
OFFICE_2010 = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK = "Ribbon.RunCommand"


def ribbon_xml(namespace: str, groups: Sequence[Group]) -> str:
    """The tab with its groups; the two namespaces differ in name only for what we use."""
    inside = "\n".join(line for group in groups for line in _group(group))
    return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<customUI xmlns={quoteattr(namespace)}>\n <ribbon>\n  <tabs>\n"
            f"   <tab id=\"pe_tab\" label={quoteattr(TAB)} keytip=\"JX\">\n{inside}\n   </tab>\n"
            f"  </tabs>\n </ribbon>\n</customUI>\n")


def _group(group: Group) -> Iterator[str]:
    yield f"    <group id=\"pe_{group.name}\" label={quoteattr(group.label)}>"
    for place, control in enumerate(group.controls):
        size = "" if place else ' size="large"'
        if isinstance(control, Choices):
            yield from _choices(control, size)
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


def _button(command: Command, name: str, label: str, size: str = "") -> str:
    return (f"<button id={quoteattr(name)} tag={quoteattr(command.name)} label={quoteattr(label)}"
            f"{size} imageMso={quoteattr(command.icon)} supertip={quoteattr(command.supertip)}"
            f" onAction={quoteattr(CALLBACK)}/>")
