"""The verb public: a workbook or a report as it may be published."""

from __future__ import annotations

import argparse
import sys

from addin.books.files import read_file, save_document
from addin.errors import about
from addin.redact.public import redact, told


def public(options: argparse.Namespace) -> int:
    """pe public FILE -o OUT: the original stays as it is, and what was masked is told."""
    content = read_file(options.file)
    with about(options.file):
        suffix, published, masked = redact(content)
    save_document(published, options.output, suffix, source=options.file)
    for line in (*told(masked), f"已存为 {options.output}"):
        sys.stdout.write(f"{line}\n")
    return 0
