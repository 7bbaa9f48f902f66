"""The XML parts of a package while it is made public: parsed once, written where they changed."""

from __future__ import annotations

from collections.abc import Iterator

from addin.errors import UserError
from addin.package.draft import Draft
from addin.package.xml import Element, parse, serialise
from addin.redact.rows import Sifted, sift

_DECLARATION = len('<?xml version="1.0"?>')


class Trees:
    """A part is parsed when it is asked for; ``save`` writes what is no longer as it was."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._roots: dict[str, Element] = {}
        self._before: dict[str, bytes] = {}
        self._sifted: dict[str, Sifted] = {}

    def root(self, part: str) -> Element:
        """The part's root; UserError where it is no XML."""
        if part not in self._roots:
            content = self._draft.read(part)
            sifted = sift(content)
            root = parse(sifted.xml, part)
            self._before[part] = b"" if has_notes(content) else serialise(root)
            self._roots[part] = root
            self._sifted[part] = sifted
        return self._roots[part]

    def parsed(self, part: str) -> Element | None:
        """The same; None where the part is no XML."""
        try:
            return self.root(part)
        except UserError:
            return None

    def forget(self, part: str) -> None:
        self._roots.pop(part, None)

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        return iter(list(self._roots.items()))

    def save(self) -> None:
        for part, root in self._roots.items():
            if part in self._draft and (after := serialise(root)) != self._before[part]:
                self._draft.write(part, self._sifted[part].restored(after))


def has_notes(content: bytes) -> bool:
    """Comments and processing instructions: whoever parses loses them, whoever reads bytes does
    not. Bytes that are no UTF-8 are not looked at but written anew."""
    if not content.startswith((b"<", b"\xef\xbb\xbf<")):
        return True
    return (b"!" in content and b"<!--" in content) or (
        content.find(b"?", _DECLARATION) > 0 and content.find(b"<?", _DECLARATION) > 0)
