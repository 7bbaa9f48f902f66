"""The verb public: a workbook or a report as it may be published."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from addin.books.files import read_file, save_document
from addin.errors import UserError, about
from addin.redact.public import NotForThePublic, as_json, redact, told
from addin.terminal import printing
from addin.terminal.as_json import refusal
from addin.terminal.refusals import refusal_told


def public(options: argparse.Namespace) -> int:
    """pe public FILE -o OUT: the original stays as it is, and what was masked is told. Nothing is
    written where the file says that it is not for the public, until ``--confirmed``."""
    with refusal_told(options.file, as_json=options.json):
        content = read_file(options.file)
    with about(options.file):
        try:
            made = redact(content, confirmed=options.confirmed)
        except UserError as refused:
            if options.json:
                _print_refusal(options, refused)
            raise
    kept = save_document(made.content, options.output, made.suffix, source=options.file)
    if options.json:
        _print_json(options, *map(as_json, (made.masked, made.removed, made.unchecked)),
                    output=str(options.output))
        return 0
    for line in (*told(made), f"已存为 {options.output}", *printing.kept(kept)):
        sys.stdout.write(f"{line}\n")
    return 0


def _print_refusal(options: argparse.Namespace, refused: UserError) -> None:
    if isinstance(refused, NotForThePublic):
        _print_json(options, [], [], [], unconfirmed=as_json(refused.places))
    else:
        sys.stdout.write(refusal(refused, str(options.file)) + "\n")


def _print_json(options: argparse.Namespace, masked: list[dict[str, str]],
                removed: list[dict[str, str]], unchecked: list[dict[str, str]],
                **more: Any) -> None:
    line = {"schema": "pe-public/1", "file": str(options.file), "masked": masked,
            "removed": removed, "unchecked": unchecked, **more}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
