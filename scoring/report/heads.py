"""First-level groups in running text: «产出指标（分值50分，得48分）» against the sums of their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.awards.groups import groups
from scoring.report.comparison import Comparison
from scoring.report.figures import NUMBER
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import sentences
from scoring.values.exact import exact, show

_SAID = (r"[”\"]?(?:部分)?[（(，,:：]?(?:总?分值|满分|权重)?(?:为|共)?[:：]?\s*(?P<weight>{n})\s*分"
         r"[，,、；](?:实际|自评)?得分?(?:为|共)?[:：]?\s*(?P<score>{n})\s*分").replace("{n}", NUMBER)


def heads(both: Comparison) -> Iterator[Mention]:
    known = [(each, re.compile(re.escape(each.name) + _SAID))
             for each in groups(both.scorecard) if each.name]
    for passage in both.report:
        for sentence in () if passage.in_table else sentences(passage.text):
            for group, pattern in known:
                for match in pattern.finditer(sentence.text):
                    for role, code, expected in (
                            ("weight", "report-weight", group.weight),
                            ("score", "report-score", group.filed)):
                        if expected is not None:
                            start = sentence.start + match.start(role)
                            end = sentence.start + match.end(role) + 1
                            yield mentioned(code, passage, start, end, f"{show(expected)}分",
                                            exact(match[role]) == expected, group.name)
