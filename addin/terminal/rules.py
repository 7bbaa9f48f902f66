"""``pe rules``: list, show, check and describe rule files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from addin.desk.check_rules import check
from addin.errors import UserError
from addin.library.library import WORKBOOK, Library
from addin.terminal.printing import table
from scoring.rulefile.encoding import EncodingError, decoded, said_of
from scoring.rulefile.mistakes import Mistake, RulesetError
from scoring.rules.indicator import Default, Indicator
from scoring.rules.rule import KIND_NAMES, Rule
from scoring.rules.ruleset import EXECUTION_RATE, Execution, Ruleset
from scoring.values.exact import show


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
    for line in _printed(Library(options.rulesets).find(options.ruleset)):
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


def _printed(ruleset: Ruleset) -> Iterator[str]:
    yield f"{ruleset.id}　{ruleset.title}"
    if ruleset.source is not None:
        yield f"依据：{ruleset.source.document}（{ruleset.source.issuer}）{ruleset.source.number}"
        yield from (f"未核实：{each}" for each in ruleset.source.unverified)
    if ruleset.execution is not None:
        yield from _rule(EXECUTION_RATE, ruleset.execution, ruleset.execution.weight)
    for indicator in ruleset.indicators:
        yield from _rule(" / ".join(indicator.path), indicator, indicator.weight)
    for default in ruleset.defaults:
        when = default.when
        conditions = "，".join("或".join(part) for part in
                              (when.target, when.comparator, when.level) if part)
        yield from _rule(f"其他指标（{conditions or '其余'}）", default, None)
    if ruleset.equal_weights:
        yield "\n分值：" + "".join(equal.sentence() for equal in ruleset.equal_weights)
    if ruleset.round is not None:
        yield f"\n得分：各项得分{ruleset.round.told}。"
    if ruleset.total is not None:
        yield f"\n总分：{ruleset.total.sentence()}"
    for said, clause in ruleset.checks.reasons() if ruleset.checks is not None else ():
        yield f"\n原因说明：{said}"
        yield from [f"  条款：{clause}"] if clause is not None else []
    if ruleset.grades:
        yield "\n等级：" + "；".join(f"{g.name} {g.total}".replace("x", "得分") for g in ruleset.grades)


def _rule(name: str, ruled: Indicator | Default | Execution,
          weight: Fraction | None) -> Iterator[str]:
    rule, clause = ruled.rule, ruled.clause
    points = f"（{show(weight)}分）" if weight is not None else ""
    yield f"\n{name}{points}　{KIND_NAMES[rule.kind]}"
    for word, said in (("评分标准", rule.sentence()),
                       ("条件", ruled.conditions.sentence() if ruled.conditions else ""),
                       ("条款", clause),
                       ("舍入", "；".join(_roundings(rule))),
                       ("读法", clause.reading), ("推断", clause.inferred)):
        if said:
            yield f"  {word}：{said}".replace("\n", "\n    ")


def _roundings(rule: Rule) -> Iterator[str]:
    """What is rounded before it is scored, at any depth; of several figures each by its name."""
    measures = list(dict.fromkeys(rule.measures()))
    for measure in measures:
        if (step := measure.round) is not None:
            what = "比率" if len(measures) == 1 else f"“{measure.said}”"
            yield f"先把{what}{step.rounding}，再计分{f'（{step.note}）' if step.note else ''}"
