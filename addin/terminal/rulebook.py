"""``pe rules export`` and ``pe rules draft``: a ruleset as a workbook that a person keeps."""

from __future__ import annotations

import argparse
import sys

from addin.books.files import save_document
from addin.errors import UserError
from addin.library.library import WORKBOOK, Library
from addin.pages.rulebook import workbook
from scoring.clauses.strict.words import CannotTellError
from scoring.rulefile.workbook.load import told


def export(options: argparse.Namespace) -> int:
    """pe rules export ID -o FILE.xlsx: the ruleset as rows; refused with the names of the rules
    that rows cannot say."""
    ruleset = Library(options.rulesets).find(options.ruleset)
    try:
        tables = told(ruleset)
    except CannotTellError as error:
        raise UserError(f"评分办法 {ruleset.id} 有表格写不出的规则，请改用 YAML：\n{error}") from None
    save_document(workbook(tables, ruleset.title), options.output, WORKBOOK)
    sys.stdout.write(f"已存为 {options.output}（{ruleset.title}，{len(ruleset.indicators)} 个指标）\n")
    return 0
