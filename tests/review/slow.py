"""Reading a file badly, as another process does it: too slowly, or never to the end."""

from __future__ import annotations

import os
import time

from addin.desk.review.one_file import Setting, review_file
from addin.desk.review.sources import Source
from addin.pages.review.records import ReviewedFile


def review(source: Source, setting: Setting) -> ReviewedFile:
    if "慢" in source.file:
        time.sleep(120)
    if "崩" in source.file:
        os._exit(9)
    return review_file(source, setting)
