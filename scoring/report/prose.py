"""Figures in running text that name one of the form's own, found by its words and its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.findings.texts import form_year
from scoring.report.comparison import Comparison
from scoring.report.facts import Fact
from scoring.report.figures import Figure, figures
from scoring.report.mention import Mention, mentioned
from scoring.report.passage import Part, Passage, clauses, lead, sentences
from scoring.report.sections import is_heading

_MEASURE_WORDS = re.compile(r"(?:人数|户数|个数|件数|次数|数量|数额|金额|数)$")
LEAST_WORDS = 3
_NEAR = 60
"""So far before a figure its name may begin."""
_OTHER_TIME = re.compile(r"上年|去年|上一年|往年|历年|同期|累计|明年|下年|次年")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_PLANNED = re.compile(r"计划|目标|指标值|预期|任务数|下达|要求")
_GOALS, _REACHED = re.compile("目标"), re.compile("完成|实现|达成|达到|偏离|执行|效果")
_GOAL_IS = re.compile(r"[^，。；：]{0,12}目标(?:是|为|：)")
_CHANGE = re.compile(r"(?:同比|环比|增长|增加|增幅|提高|提升|上升|下降|减少|降低|节约|下浮|"
                     r"超额|超出|[未多少]完成|较.{0,4})[^，。；]{0,6}$")
_BETWEEN = r"[”\"]?\s*(?:数|金额|总额|合计|总计|共计|共)?\s*(?:为|是|共|达到?|[:：=])?\s*"
_QUALIFIED = re.compile(r"[\u4e00-\u9fff]$")
_RULE = re.compile(r"每|若|如果|倘|不足|扣完|的[,，]?(?:不得分|[扣得]\s*\d)")
_PART = re.compile(r"上半年|下半年|[一二三四1-4]季度|(?<!\d)(?:[1-9]|1[01])月|阶段性?|首批|第[一二三四五]批")
_MET = re.compile(r"(?<!实际)完成率?(?:为|是|了|达到?|[:：])?\s*$")
_FREE = re.compile(r"(?:度|年|门|位|局|中|其|的|我|本|因此|故|且|和|及|与|，|其中)$")


def prose(both: Comparison) -> Iterator[Mention]:
    """Every figure that the text calls by the name of one of the form's."""
    known = both.facts
    subjects = {fact.subject for fact in known if fact.subject}
    columns = {fact.name for fact in known if fact.subject}
    year = form_year(both.scorecard)
    for passage, planned in _with_headings(both):
        if not passage.in_table:
            for sentence in sentences(passage.text):
                for fact in known:
                    for said in () if planned and fact.loose else _called(fact, sentence):
                        subject = _subject(sentence.text, said, subjects)
                        if not elsewhen(sentence, said, year) and (
                                fact.name not in columns or subject == fact.subject) and (
                                fact.agrees(said) or not _is_doubtful(sentence.text, said, fact)):
                            yield _mention(passage, sentence, said, fact)


def _with_headings(both: Comparison) -> Iterator[tuple[Passage, bool]]:
    """The passages, each with whether it tells of goals: below such a heading, or by its opening
    words."""
    below = False
    for passage in both.report:
        if not passage.in_table and is_heading(passage):
            below = bool(_GOALS.search(passage.text)) and not _REACHED.search(passage.text)
        yield passage, below or _GOAL_IS.match(passage.text) is not None


def _mention(passage: Passage, sentence: Part, said: Figure, fact: Fact) -> Mention:
    start = sentence.start + said.start
    return mentioned("report-figure", passage, start, sentence.start + said.end, fact.shown,
                     fact.agrees(said), fact.name, (fact.cell,))


def _is_doubtful(text: str, said: Figure, fact: Fact) -> bool:
    """Whether the clause may speak of a rule, of a part of the year (which has no more than the
    whole), or say of a share how much of its target was met."""
    clause = _clause(text, said).text
    part = of_a_part(clause) and (said.dimension == "比率" or said.value <= fact.value)
    met = said.dimension == "比率" and not fact.name.endswith("完成率") and _MET.search(
        lead(text, said.start))
    return of_a_rule(clause) or part or bool(met)


def of_a_rule(text: str) -> bool:
    """Whether the text is how points are given, and not what came of it.

    >>> of_a_rule("培训人次每少1人次扣0.1分"), of_a_rule("培训280人次，扣2分")
    (True, False)
    """
    return bool(_RULE.search(text))


def of_a_part(text: str) -> bool:
    """Whether the text speaks of a part of the year, or of what was done.

    >>> of_a_part("上半年培训150人次"), of_a_part("截至12月底培训310人次")
    (True, False)
    """
    return bool(_PART.search(text))


def _subject(text: str, said: Figure, subjects: set[str]) -> str:
    """The line of the funds table that was named last before a figure."""
    named = {text.rfind(each, 0, said.start): each for each in subjects}
    last = max(named, default=-1)
    return named[last] if last >= 0 else ""


def _called(fact: Fact, sentence: Part) -> Iterator[Figure]:
    candidates = [each for each in figures(sentence.text)
                  if each.dimension == fact.dimension and not each.rough]
    if not candidates:
        return
    direct = [each for each in candidates if _directly(fact, each, sentence.text)]
    if direct or not fact.loose:
        yield from direct
        return
    for said in _by_words(fact, sentence.text, candidates):
        planned = _PLANNED.search(_clause(sentence.text, said).text)
        if not planned and not _CHANGE.search(lead(sentence.text, said.start)):
            yield said


def _directly(fact: Fact, said: Figure, text: str) -> bool:
    """Whether the name stands right before the figure. A name that another word narrows down
    (财政拨款基本支出) may mean something else, so that only its agreement counts."""
    names = "|".join(re.escape(name) for name in (fact.name, fact.name.removesuffix("数"))
                     if len(name) >= LEAST_WORDS)
    if not names:
        return False
    near = lead(text, said.start, _NEAR)
    match = re.search(rf"(?:{names}){_BETWEEN}$", near)
    if match is None:
        return False
    before = near[: match.start()].rstrip("“\" ")
    narrowed = _QUALIFIED.search(before) and not _FREE.search(before)
    return not narrowed or fact.agrees(said)


def _by_words(fact: Fact, text: str, candidates: list[Figure]) -> Iterator[Figure]:
    """Figures whose clause has all the words of the name; or the sentence's only figure of this
    unit, where the sentence has them all and the clause some."""
    words = essence(fact.name)
    if len(words) < LEAST_WORDS:
        return
    near = [each for each in candidates if covers(words, _clause(text, each).text)]
    if near:
        if not any(fact.agrees(each) for each in near):
            yield from near
        else:
            yield from (each for each in near if fact.agrees(each))
    elif len(candidates) == 1 and covers(words, text):
        clause = _clause(text, candidates[0]).text
        if any(words[i : i + 2] in clause for i in range(len(words) - 1)):
            yield candidates[0]


def essence(name: str) -> str:
    """An indicator's name without the word that only says what is counted.

    >>> essence("培训工匠人数"), essence("危房验收合格率")
    ('培训工匠', '危房验收合格率')
    """
    return _MEASURE_WORDS.sub("", name)


@lru_cache(maxsize=65536)
def covers(words: str, text: str) -> bool:
    """Whether the text has all of ``words`` in pieces of at least two characters.

    >>> covers("培训工匠", "上半年共培训合格工匠229名"), covers("供水率", "全区供水管网漏损率控制在19%")
    (True, False)
    """
    if words in text:
        return True
    return any(words[:cut] in text and covers(words[cut:], text)
               for cut in range(2, len(words) - 1))


def _clause(text: str, said: Figure) -> Part:
    return next(part for part in clauses(text) if part.start <= said.start < part.end)


def elsewhen(sentence: Part, said: Figure, year: int | None) -> bool:
    """Whether the figure is about another year than the form."""
    clause = _clause(sentence.text, said)
    before = clause.text[: said.start - clause.start]
    years = _YEAR.findall(before)
    return bool(_OTHER_TIME.search(before)
                or (year is not None and years and int(years[-1]) != year))
