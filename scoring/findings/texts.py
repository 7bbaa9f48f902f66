"""Texts beside a score (评分情况、评分依据) that speak against it, or that cite another year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from scoring.awards.scorecard import Award, Scorecard
from scoring.filing import BLANK, Entry, Filing
from scoring.findings.entries import points, shown
from scoring.findings.finding import Finding, finding
from scoring.findings.scores import contradiction
from scoring.values.exact import exact, show
from scoring.values.normal import normal

AGAINST_WORDS = ("text-contradicts", "text-limit")
"""What is said of a score that the form's own words speak against."""
_CLAUSE_ENDS = re.compile(r"[,;:。!?\n]")
_IN_TITLE = re.compile(r"《[^》]*》|〈[^〉]*〉|<[^>]*>")
_NOTHING_WRONG = re.compile(
    r"未(?:见|发现|发生|出现|存在|超|收到|接到|产生|造成)|"
    r"(?:没有|无)(?:发现|发生|出现|存在|任何|未|事故|投诉|上访|信访|差错|违规|收到|接到)|不存在|不涉及|"
    r"(?<![\d.])0(?:\.0+)?[%个项件户次家人]|为零|"
    r"不(?:断|仅|但|少于|低于|高于|超过)|未来"
)
"""What makes a clause harmless that would otherwise speak of something undone."""
_UNDONE = re.compile(
    r"未(?:能|按|及时|具体|制定|建立|开展|完成|达|公开|将|落实|执行|实施|报送|提供|形成|明确|编制|设|通过|"
    r"使用|支付|签订|有效|充分|完善|健全|全部|全面|实现|对|进行|得到|上报|备案|细化|量化|改善|提升|提高|"
    r"增强|体现|显现|发挥)|"
    r"没有(?:按|及时|具体|制定|建立|开展|完成|达|公开|将|落实|执行|实施|报送|编制|设|通过|实现|进行|改善|提升|"
    r"提高|增强|体现|显现|发挥)|"
    r"不(?:符合|合规|合格|合法|达标|到位|健全|完善|完整|规范|及时|明确|准确|真实|合理|足)|"
    r"扣(?:减|除)?\d"
)
_LIMIT = re.compile(
    r"超过(?:目标值)?(?P<limit>(?<!\d)\d{1,15}(?:\.\d{1,15})?)%[,;]?(?:因此|所以|故)?扣(?:减|除)?\d[\d.]*分")
_PERCENT = re.compile(r"((?<![\d.])\d{1,15}(?:\.\d{1,15})?)%")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")


def texts(scorecard: Scorecard) -> Iterator[Finding]:
    year = form_year(scorecard)
    for award in scorecard.indicators:
        yield from _full_points(award)
        yield from _limit(award, award.row.reason)
        yield from _year(award, award.row.reason, year)


def form_year(scorecard: Scorecard) -> int | None:
    """The year that the form is for; the ruleset's where the form does not print one."""
    return printed_year(scorecard.filing) or scorecard.ruleset.year


def printed_year(filing: Filing) -> int | None:
    printed = _YEAR.search(filing.fields.get("年度", BLANK).text)
    return int(printed[1]) if printed else None


def undone(text: str) -> str:
    """The first clause of a text that says something was not done; empty where none does.

    >>> undone("目标清晰、可衡量，且未具体达成任务"), undone("未见账实不符的情况；不存在应缴未缴的收益")
    ('且未具体达成任务', '')
    """
    for clause in _CLAUSE_ENDS.split(_plain(text)):
        if _UNDONE.search(clause) and not _NOTHING_WRONG.search(clause):
            return clause.strip()
    return ""


def _full_points(award: Award) -> Iterator[Finding]:
    """Full points beside such a clause; where the rule itself contradicts them that is told."""
    if not award.weight or award.filed != award.weight or contradiction(award):
        return
    for entry in (award.row.actual, award.row.reason):
        if entry.number is None and (said := undone(entry.text)):
            yield finding("text-contradicts", award.cell, entry.cell, indicator=award.indicator,
                          clause=str(award.clause or ""), filed=points(award.filed), said=said)
            return


def _limit(award: Award, entry: Entry) -> Iterator[Finding]:
    """Points taken off for exceeding a limit that the clause does not print. A text that may mean
    the excess itself (98.47% less the limit) is left alone."""
    said, clause = _plain(entry.text), award.clause
    match = _LIMIT.search(said)
    limits = _percents(clause.text) if match is not None and clause is not None else []
    if match is None or not limits:
        return
    limit = exact(match["limit"])
    excesses = {value - each for value in _percents(said) for each in limits}
    if limit not in limits and limit not in excesses:
        yield finding("text-limit", entry.cell, indicator=award.indicator, clause=str(clause),
                      filed=f"{match['limit']}%", said=match[0],
                      limits="、".join(f"{show(each)}%" for each in dict.fromkeys(limits)))


def _year(award: Award, entry: Entry, year: int | None) -> Iterator[Finding]:
    """Full points on evidence that cites earlier years only."""
    if year is None or award.filed != award.weight:
        return
    years = list(dict.fromkeys(map(int, _YEAR.findall(_plain(entry.text, titles=True)))))
    if years and max(years) < year:
        yield finding("evidence-year", entry.cell, indicator=award.indicator,
                      clause=str(award.clause or ""), filed="、".join(map(str, years)),
                      expected=str(year), said=shown(entry))


def _percents(text: str) -> list[Fraction]:
    return [exact(each) for each in _PERCENT.findall(_plain(text))]


def _plain(text: str, *, titles: bool = False) -> str:
    """The text in half-width characters, without the titles of documents it names."""
    plain = normal(text)
    return plain if titles else _IN_TITLE.sub("", plain)
