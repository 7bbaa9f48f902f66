"""Personal data planted in every place that a package has: afterwards it is nowhere in the inflated
bytes of any part, nor in the names of parts, and what is left holds together."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree

from addin.package.archive import Archive
from addin.package.relations import relations, relations_part
from addin.redact.public import Public, redact_book, redact_docx
from tests.closed_files.packages import unzipped, zipped
from tests.public.plants import documents, workbooks

KINDS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("kinds.yaml").read_text("utf-8"))
_SPLIT = re.compile("<[^>]*>|\u200b")


def left(content: bytes, secrets: list[str]) -> list[str]:
    """Where a secret still stands: as bytes, as text, across tags, or in a part's name."""
    found = []
    for name, part in unzipped(content).items():
        text = unescape(part.decode("utf-8", "replace"))
        seen = (name, text, _SPLIT.sub("", text), part.decode("utf-16-le", "replace"),
                part[1:].decode("utf-16-le", "replace"))
        found += [f"{name}: {secret}" for secret in secrets if any(secret in each for each in seen)]
    return found


def hangs_together(content: bytes) -> None:
    """Every id of a relationship leads to one, and every relationship to a part."""
    archive = Archive(content)
    for name in archive:
        if name.endswith((".xml", ".vml")) and not name.startswith("["):
            known = {each.id for each in relations(archive, name)}
            rels = relations_part(name)
            if rels in archive:
                known |= {arrow.get("Id", "") for arrow in etree.fromstring(archive.read(rels))}
            for node in etree.fromstring(archive.read(name)).iter("*"):
                for attribute, value in node.attrib.items():
                    if str(attribute).startswith(f"{{{workbooks.RELATIONS}}}"):
                        assert value in known, (name, node.tag, value)
            assert all(each.target in archive for each in relations(archive, name))


LOOKS_LIKE_AN_AMOUNT = ("不是数字的数字", "没有标签的手机")
"""A number in a cell that no label speaks of stays, and is told for a person to look at."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", workbooks.PLACES)
def test_nothing_is_left_in_a_workbook(place: str, kind: str) -> None:
    public = redact_book(zipped(workbooks.PLACES[place](KINDS[kind]["text"])))
    if (place, kind) == LOOKS_LIKE_AN_AMOUNT:
        assert [each.kind for each in public.unchecked] == ["像手机号、证件号或卡号的数字"]
    else:
        _assert_clean(public, KINDS[kind]["gone"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", documents.PLACES)
def test_nothing_is_left_in_a_document(place: str, kind: str) -> None:
    public = redact_docx(documents.PLACES[place](KINDS[kind]["text"]))
    _assert_clean(public, KINDS[kind]["gone"])


def _assert_clean(public: Public, gone: list[str]) -> None:
    assert left(public.content, gone) == []
    hangs_together(public.content)
    told = "\n".join(map(str, (*public.masked, *public.removed, *public.unchecked)))
    assert [secret for secret in gone if secret in told] == []
