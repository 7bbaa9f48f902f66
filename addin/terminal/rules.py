"""``pe rules``: list, show, check and describe rule files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from addin.desk.check_rules import check
from addin.errors import UserError
from addin.library.library import WORKBOOK, Library
from addin.terminal.printing import table
from addin.terminal.rules_shown import printed
from scoring.rulefile.encoding import EncodingError, decoded, said_of
from scoring.rulefile.mistakes import Mistake, RulesetError


def list_rules(options: argparse.Namespace) -> int:
    """pe rules list."""
    rows = [("编号", "名称", "适用地区", "年度", "说明")]
    library = Library(options.rulesets)
    for each in library.all():
        name = each.names[0] if each.names else ""
        rows.append((each.id, name, each.place, str(each.year or ""), each.title))
    for line in table(rows):
        sys.stdout.write(line + "\n")
    for said in library.broken:
        sys.stderr.write(f"有错、没有采用：{said}\n")
    return 0


def show_rules(options: argparse.Namespace) -> int:
    """pe rules show ID: the ruleset printed back as 评分标准, beside its clauses."""
    for line in printed(Library(options.rulesets).find(options.ruleset)):
        sys.stdout.write(line + "\n")
    return 0


def check_rules(options: argparse.Namespace) -> int:
    """pe rules check FILE…: every mistake with file, line or cell, and indicator; a form's map.yaml
    too. With --json an object a mistake, or one that says there is none."""
    library, wrong = Library(options.rulesets), False
    for file in options.files:
        try:
            said = check(file, library)
        except RulesetError as error:
            wrong = True
            lines = (map(_as_json, error.mistakes) if options.json else (str(error),))
        except UserError as error:
            if not options.json and not file.is_file():
                raise
            wrong = True
            lines = ((_as_json(Mistake(str(file), 0, "", str(error))),) if options.json
                     else (str(error),))
        else:
            lines = ((json.dumps({"file": str(file), "message": ""}, ensure_ascii=False),)
                     if options.json else (f"{file}：没有问题（{said}）",))
        sys.stdout.writelines(f"{line}\n" for line in lines)
        if not options.json:
            sys.stdout.writelines(_encoding(file))
    return 1 if wrong else 0


def _encoding(file: Path) -> Iterator[str]:
    """What is to be known of the encoding of a text that is not UTF-8."""
    with suppress(EncodingError):
        if file.suffix.lower() != WORKBOOK and (said := said_of(decoded(file.read_bytes())[1])):
            yield f"{file}：{said}\n"


def _as_json(mistake: Mistake) -> str:
    """A mistake as other programs take it: by line, or by sheet and cell."""
    where = ({"sheet": mistake.sheet, "cell": mistake.cell} if mistake.sheet
             else {"line": mistake.line or None})
    return json.dumps({"file": mistake.source, **where, "indicator": mistake.indicator,
                       "message": mistake.message}, ensure_ascii=False)


def schema(_options: argparse.Namespace) -> int:
    """pe rules schema: the JSON Schema of a rule file."""
    from scoring.rulefile.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
    return 0
