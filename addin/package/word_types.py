"""The content types by which a package says that it is a Word document."""

from __future__ import annotations

from addin.package.relations import TYPES, Parts, content_type, target_of

WORD_TYPES = tuple(
    f"application/vnd.{kind}.main+xml" for kind in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroEnabled", "ms-word.template.macroEnabledTemplate"))


def is_word(package: Parts) -> bool:
    """Whether the package's main part is a Word document's body."""
    part = target_of(package, "", "officeDocument")
    return part is not None and TYPES in package and content_type(package, part) in WORD_TYPES
