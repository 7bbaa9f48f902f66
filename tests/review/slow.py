"""What another process does with a file: reads it too slowly, never to the end, or says how it has
settled."""

from __future__ import annotations

import gc
import os
import time
from dataclasses import replace

from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sources import Source
from addin.pages.review.records import ReviewedFile


def review(source: Source, setting: Setting) -> ReviewedFile:
    if "慢" in source.file:
        time.sleep(120)
    if "崩" in source.file:
        os._exit(9)
    return review_file(source, setting)


def collector(source: Source, setting: Setting) -> ReviewedFile:
    """How many objects the process's collector passes over."""
    return replace(review_file(source, setting), reason=str(gc.get_freeze_count()))
