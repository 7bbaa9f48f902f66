"""Custom document properties: texts that travel with the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from addin.package.draft import Draft
from addin.package.kept import kept
from addin.package.relations import Parts, target_of
from addin.package.xml import namespace, new_root, parse, serialise, whole, written_text

_KINDS = ("custom-properties", "customProperties")
_RELATION = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
             "custom-properties")
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_NEW_PART = "docProps/custom.xml"


def read_properties(package: Parts) -> dict[str, str]:
    """Name → text of every custom property."""
    part = target_of(package, "", *_KINDS)
    return {} if part is None else dict(_texts(package.read(part), part))


@kept
def _texts(content: bytes, part: str) -> Mapping[str, str]:
    return {node.get("name", ""): "".join(map(str, node.itertext())).strip()
            for node in parse(content, part)}


def write_properties(draft: Draft, values: dict[str, str]) -> None:
    """Add the properties, or renew those that are there."""
    part = target_of(draft, "", *_KINDS)
    if part is None:
        part, root = _NEW_PART, new_root(_NAMESPACE, "Properties", vt=_VALUES)
        draft.relate("", part, _RELATION)
        draft.declare(part, _CONTENT_TYPE)
    else:
        root = parse(draft.read(part), part)
    main = namespace(root)
    for name, value in values.items():
        node = next((node for node in root if node.get("name") == name), None)
        if node is None:
            highest = max((whole(other.get("pid"), 1) for other in root), default=1)
            node = etree.SubElement(root, f"{main}property", fmtid=_USER_DEFINED,
                                    pid=str(highest + 1), name=name)
        for child in list(node):
            node.remove(child)
        types = root.nsmap.get("vt", _VALUES)
        etree.SubElement(node, f"{{{types}}}lpwstr").text = written_text(value)
    draft.write(part, serialise(root))


def drop_property(draft: Draft, name: str) -> None:
    """Take the property away, where there is one of this name."""
    part = target_of(draft, "", *_KINDS)
    if part is not None:
        root = parse(draft.read(part), part)
        for node in [node for node in root if node.get("name") == name]:
            root.remove(node)
        draft.write(part, serialise(root))
