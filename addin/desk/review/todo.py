"""What is still to be read of a pile, and what is not: done before, or seen already."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from addin.desk.review import journal as journals
from addin.desk.review.journal import Journal
from addin.desk.review.one_file import Setting, no_form
from addin.desk.review.sources import Pile, Source
from addin.pages.review.records import ReviewedFile


@dataclass
class Todo:
    """The pile, with the records of files that need no work: done before, or seen already."""

    pile: Pile
    setting: Setting
    journal: Journal

    def __post_init__(self) -> None:
        self.places: deque[int | None] = deque()
        """Where the journal has each record that was there, in order."""

    def __iter__(self) -> Iterator[Source | ReviewedFile]:
        seen: dict[bytes, str] = {}
        for source in self.pile:
            content = hashlib.sha256(source.content).digest()
            if source.content and content in seen:
                said = f"与“{seen[content]}”内容完全相同，只计一次。"
                self.places.append(None)
                yield no_form(source, self.setting, "重复", said)
                continue
            if source.content:
                seen[content] = source.file
            place = self.journal.place(journals.digest(source))
            if place is None:
                yield source
            else:
                self.places.append(place)
                yield self.journal.record(place)
