"""The look of our own sheets: styles appended to styles.xml, each only once."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from addin.books.book import Style
from addin.books.xlsx.workbook import Workbook, styles_beside
from addin.package.draft import Draft
from addin.package.relations import target_of
from addin.package.xml import (
    MAIN,
    Element,
    child_in_order,
    namespace,
    parse,
    serialise,
    whole,
)

_PLAIN = '<sz val="11"/><color rgb="FF000000"/><name val="宋体"/><charset val="134"/>'
_SMALL = '<sz val="10"/><color rgb="FF595959"/><name val="宋体"/><charset val="134"/>'
_LARGE = '<b/><sz val="14"/><color rgb="FF000000"/><name val="宋体"/><charset val="134"/>'
_BLUE = '<u/><sz val="11"/><color rgb="FF0563C1"/><name val="宋体"/><charset val="134"/>'
_FRAME = "".join(f'<{side} style="thin"><color rgb="FF808080"/></{side}>'
                 for side in ("left", "right", "top", "bottom"))
_NO_FRAME = "<left/><right/><top/><bottom/><diagonal/>"
_FIRST_OWN_FORMAT = 164
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
          "tableStyles", "colors", "extLst")
_FORMAT_ORDER = ("alignment", "protection", "extLst")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BARE = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font>{_PLAIN}</font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill>
<fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border>{_NO_FRAME}</border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>
</styleSheet>"""


Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How one kind of cell looks."""

    font: str = _PLAIN
    fill: str = ""
    framed: bool = True
    horizontal: str = "general"
    locked: bool = True


LOOKS: Mapping[Style, Look] = {
    "title": Look(font=_LARGE, framed=False, horizontal="left"),
    "header": Look(font="<b/>" + _PLAIN, fill="FFD9D9D9", horizontal="center"),
    "text": Look(),
    "number": Look(horizontal="center"),
    "input": Look(fill="FFFFF9DB", locked=False),
    "warning": Look(fill="FFFFEB9C"),
    "error": Look(fill="FFFFC7CE"),
    "note": Look(font=_SMALL, framed=False, horizontal="left"),
    "link": Look(font=_BLUE),
    "bare": Look(framed=False),
}


class Looks:
    """The style sheet of a draft: gives the index for a look, appending what is not there yet."""

    def __init__(self, draft: Draft, workbook: Workbook) -> None:
        self._draft = draft
        self._part = workbook.styles or styles_beside(workbook.part)
        content = _BARE.encode() if workbook.styles is None else draft.read(self._part)
        if target_of(draft, workbook.part, "styles") is None:
            draft.relate(workbook.part, self._part, _RELATION)
            draft.declare(self._part, _CONTENT_TYPE)
        self._root = parse(content, self._part)
        self._main = namespace(self._root)
        self._known: dict[tuple[Style, str | None], int] = {}
        self._shapes: dict[str, dict[Shape, int]] = {}

    def index(self, style: Style, number_format: str | None = None) -> int:
        """The index a cell's ``s`` needs for this look."""
        if (style, number_format) not in self._known:
            self._known[style, number_format] = self._append(LOOKS[style], number_format)
        return self._known[style, number_format]

    def highlight(self, style: Style) -> int:
        """The index that a conditional format needs for this look: its fill alone."""
        return self._intern("dxfs", f'<dxf><fill><patternFill><bgColor rgb="{LOOKS[style].fill}"/>'
                                    "</patternFill></fill></dxf>")

    def opened(self, index: int) -> int:
        """The same look as that of ``index``, in a cell that a protected sheet leaves open."""
        formats = self._collection("cellXfs")
        if index >= len(formats):
            return self.index("input")
        unlocked = deepcopy(formats[index])
        unlocked.set("applyProtection", "1")
        child_in_order(unlocked, "protection", _FORMAT_ORDER).set("locked", "0")
        return self._index_of("cellXfs", unlocked)

    def write(self) -> None:
        self._draft.write(self._part, serialise(self._root))

    def _append(self, look: Look, number_format: str | None) -> int:
        font = self._intern("fonts", f"<font>{look.font}</font>")
        fill = self._intern("fills", _fill(look.fill))
        border = self._intern("borders", f"<border>{_FRAME}<diagonal/></border>" if look.framed
                              else f"<border>{_NO_FRAME}</border>")
        return self._intern("cellXfs", (
            f'<xf numFmtId="{self._format(number_format)}" fontId="{font}" fillId="{fill}" '
            f'borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
            'applyBorder="1" applyAlignment="1" applyProtection="1">'
            f'<alignment horizontal="{look.horizontal}" vertical="center" wrapText="1"/>'
            f'<protection locked="{int(look.locked)}"/></xf>'))

    def _format(self, code: str | None) -> int:
        if code is None:
            return 0
        formats = self._collection("numFmts")
        for node in formats:
            if node.get("formatCode") == code:
                return whole(node.get("numFmtId"))
        highest = max((whole(node.get("numFmtId")) for node in formats), default=0)
        number = max(highest + 1, _FIRST_OWN_FORMAT)
        etree.SubElement(formats, f"{self._main}numFmt", numFmtId=str(number), formatCode=code)
        formats.set("count", str(len(formats)))
        return number

    def _intern(self, name: str, xml: str) -> int:
        """The index of an element equal to ``xml`` in a collection; appended if there is none."""
        wanted = parse(xml.replace(">", f' xmlns="{self._main[1:-1]}">', 1).encode(), name)
        return self._index_of(name, wanted)

    def _index_of(self, name: str, wanted: Element) -> int:
        collection = self._collection(name)
        if name not in self._shapes:
            shapes = self._shapes[name] = {}
            for index, node in enumerate(collection):
                shapes.setdefault(_shape(node), index)
        index = self._shapes[name].setdefault(_shape(wanted), len(collection))
        if index == len(collection):
            collection.append(wanted)
            collection.set("count", str(len(collection)))
        return index

    def _collection(self, name: str) -> Element:
        return child_in_order(self._root, name, _ORDER)


def _fill(rgb: str) -> str:
    if not rgb:
        return '<fill><patternFill patternType="none"/></fill>'
    return (f'<fill><patternFill patternType="solid"><fgColor rgb="{rgb}"/>'
            '<bgColor indexed="64"/></patternFill></fill>')


def _shape(node: Element) -> Shape:
    """What two elements must have in common to look the same."""
    return node.tag, frozenset(node.attrib.items()), tuple(map(_shape, node))
