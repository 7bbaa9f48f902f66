"""Who made a document, where and with what: taken out of its properties."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from addin.package.draft import Draft
from addin.package.relations import target_of
from addin.package.sweep import cut_kinds
from addin.package.xml import Element, local, parse, serialise

_CORE, _APP = ("core-properties", "coreProperties"), ("extended-properties", "extendedProperties")
_CUSTOM = ("custom-properties", "customProperties")
_KEPT_CORE = ("created", "modified", "title", "language")
_KEPT_APP = ("Application", "AppVersion", "DocSecurity")
_WORDS = {
    "creator": "作者", "lastModifiedBy": "最后修改者", "Company": "单位", "Manager": "经理",
    "description": "备注", "keywords": "关键词", "subject": "主题", "category": "类别",
    "HyperlinkBase": "链接路径", "Template": "模板",
}


def strip_properties(draft: Draft, kept: Collection[str]) -> list[str]:
    """Remove all but the dates and the title, custom properties but for those ``kept``, and the
    thumbnail; returns what was removed, in Chinese."""
    found = [*_strip(draft, _CORE, _KEPT_CORE), *_strip(draft, _APP, _KEPT_APP),
             *_strip_custom(draft, kept)]
    cut_kinds(draft, "", ("thumbnail",))
    return list(dict.fromkeys(found))


def _strip(draft: Draft, kinds: tuple[str, ...], kept: tuple[str, ...]) -> Iterator[str]:
    part = target_of(draft, "", *kinds)
    if part is None:
        return
    root = parse(draft.read(part), part)
    gone = [child for child in root if local(child) not in kept]
    yield from _remove(root, gone)
    if gone:
        draft.write(part, serialise(root))


def _remove(root: Element, gone: list[Element]) -> Iterator[str]:
    for child in gone:
        root.remove(child)
        if local(child) in _WORDS and (child.text or "").strip():
            yield _WORDS[local(child)]


def _strip_custom(draft: Draft, kept: Collection[str]) -> Iterator[str]:
    part = target_of(draft, "", *_CUSTOM)
    if part is None:
        return
    root = parse(draft.read(part), part)
    gone = [child for child in root if child.get("name") not in kept]
    for child in gone:
        root.remove(child)
        yield f"自定义属性“{child.get('name')}”"
    if not len(root):
        cut_kinds(draft, "", _CUSTOM)
    elif gone:
        draft.write(part, serialise(root))
