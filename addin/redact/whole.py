"""What is done to a package of either kind once its main parts have been read: parts that must not
go out are cut, and everything else is looked through a second time."""

from __future__ import annotations

import posixpath
from collections import Counter
from urllib.parse import unquote

from addin.package.draft import Draft
from addin.package.metadata import strip_properties
from addin.package.relations import TYPES, relations_part, resolve
from addin.package.sweep import sweep
from addin.package.xml import Element, local, parse, serialise
from addin.redact.anywhere import clean, cover_text, note_names
from addin.redact.drawn import cover_drawn, look_over_drawn
from addin.redact.fates import Fate
from addin.redact.identifiers import rename
from addin.redact.ledger import Ledger
from addin.redact.pictures import cover_words, without_data
from addin.redact.prune import cut_links, prune, remove
from addin.redact.trees import Trees, has_notes
from scoring.personal import find

_FORGOTTEN = frozenset({
    "signatureline", "permStart", "permEnd", "smartTagPr", "smartTags", "smartTagTypes",
    "scenarios", "fileSharing", "revisionPtr", "fileRecoveryPr", "webPublishing",
    "webPublishObjects", "customWorkbookViews", "customSheetViews", "docVars", "mailMerge",
    "rsids", "trackRevisions", "linkStyles", "attachedTemplate"})
_TOLD = {"scenarios": "方案", "permStart": "编辑权限", "signatureline": "签名行", "docVars": "文档变量"}
_WHO = frozenset({"securityDescriptor", "userName", "userId", "author", "initials"})


def publish(draft: Draft, trees: Trees, ledger: Ledger, owners: dict[str, str],
            kept_property: str) -> bytes:
    """Everything but the cells and paragraphs, which the caller has covered with their labels."""
    for name in strip_properties(draft, (kept_property,)):
        ledger.remove("删去文档属性", name)
    read = frozenset(owners)
    stays = prune(draft, trees, ledger, owners)
    texts = {part: trees.root(part) for part, fate in stays.items() if fate.does == "masked"}
    for part, root in texts.items():
        _forget(root, owners.get(part, "") or "文件", ledger)
        if part not in read:
            cover_drawn(root, f"{owners.get(part, '')}{stays[part].word}", ledger)
        note_names(root, ledger)
    cut_links(draft, texts, ledger.known)
    rename(texts, ledger)
    for part, root in texts.items():
        where = f"{owners.get(part, '')}{stays[part].word}"
        clean(root, where, ledger)
        if part not in read:
            look_over_drawn(root, where, ledger)
    trees.save()
    _pictures(draft, stays, ledger, owners)
    sweep(draft)
    _rename_parts(draft, ledger)
    _forget_notes(draft)
    return draft.to_bytes()


def _forget(root: Element, where: str, ledger: Ledger) -> None:
    """Elements and attributes that only tell who worked on the file."""
    for node in [node for node in root.iter("*") if local(node) in _FORGOTTEN]:
        if local(node) in _TOLD:
            ledger.remove(f"删去{_TOLD[local(node)]}", where)
        remove(node)
    for node in root.iter("*"):
        for name in [name for name in node.attrib if str(name).rpartition("}")[2] in _WHO]:
            del node.attrib[name]


def _pictures(draft: Draft, stays: dict[str, Fate], ledger: Ledger,
              owners: dict[str, str]) -> None:
    """Pictures stay without what was written into them; what they show nobody here can read."""
    shown: Counter[str] = Counter()
    for part, fate in stays.items():
        if fate.does == "picture" and part in draft:
            content, owner = draft.read(part), owners.get(part, "") or "文件"
            shown[owner] += 1
            if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                draft.write(part, _drawing_in_words(content, part, owner, ledger))
                continue
            bare = without_data(content)
            if bare is None:
                ledger.doubt("图片里写着的信息没有清除", owner, posixpath.basename(part))
                bare = cover_words(content, lambda text: cover_text(text, ledger))
            if bare != content:
                draft.write(part, bare)
    for owner, count in shown.items():
        ledger.doubt("图片（扫描件）里的文字", owner, f"{count} 幅")


def _drawing_in_words(content: bytes, part: str, owner: str, ledger: Ledger) -> bytes:
    """An SVG: a picture whose words can be read."""
    root = parse(content, part)
    for node in [node for node in root.iter("*") if local(node) == "metadata"]:
        remove(node)
    clean(root, f"{owner}图片", ledger)
    return serialise(root)


def _forget_notes(draft: Draft) -> None:
    """What somebody wrote between the lines of the package's own lists."""
    for name in list(draft.parts()):
        if (name == TYPES or name.endswith(".rels")) and has_notes(content := draft.read(name)):
            draft.write(name, serialise(parse(content, name)))


def _rename_parts(draft: Draft, ledger: Ledger) -> None:
    """A part can be called after a person: media/张三丰身份证.png."""
    new: dict[str, str] = {}
    for name in list(draft.parts()):
        if not name.isascii() or find(name) or ledger.known.find(name):
            folder, base = posixpath.split(name)
            extension = posixpath.splitext(base)[1]
            new[name] = posixpath.join(folder if folder.isascii() else "media",
                                       f"part{len(new) + 1}{extension}")
    if new:
        _move(draft, new)


def _move(draft: Draft, new: dict[str, str]) -> None:
    """Give parts other names, and lead to them whatever led there."""
    for part in ("", *(name for name in draft.parts() if not name.endswith(".rels"))):
        path = relations_part(part)
        if path in draft:
            root = parse(draft.read(path), path)
            for arrow in root:
                target = unquote(resolve(part, arrow.get("Target", "")))
                if target in new and arrow.get("TargetMode") != "External":
                    arrow.set("Target", f"/{new[target]}")
            draft.write(path, serialise(root))
    types = parse(draft.read(TYPES), TYPES)
    for node in types:
        old = unquote(node.get("PartName", "")).lstrip("/")
        if old in new:
            node.set("PartName", f"/{new[old]}")
    draft.write(TYPES, serialise(types))
    for old, name in new.items():
        if not old.endswith(".rels"):
            draft.write(name, draft.read(old))
            if (arrows := relations_part(old)) in draft:
                draft.write(relations_part(name), draft.read(arrows))
                draft.remove(arrows)
        draft.remove(old)
