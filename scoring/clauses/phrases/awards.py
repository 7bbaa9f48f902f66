"""What is given and what is taken: 得3分, 得满分, 不得分, 扣0.5分, 扣5%的权重分."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from scoring.clauses.atom import Atom, number
from scoring.clauses.phrases.lexeme import ITEM, Found, Lexeme, any_of, said
from scoring.clauses.vocabulary import CASES

_POINTS = r"(?:的)?['\"“‘]?(?P<points>\d+(?:\.\d+)?)['\"”’]?(?:分(?!之|钟|数|析|类|别|值)|分值(?=[,;。)]|$))"
_GET = r"(?:可|即|则|应|就)?(?:得|计|记|给予?|赋|评|打|为)(?:分|为)?"
_TAKE = r"(?:的)?,?(?:则|应|就|予以)?(?:扣减|扣除|减扣|扣|减)(?:分|掉)?"
_CL = f"(?:{any_of(CASES)})"


def _points(found: Found) -> Atom:
    return said(points=number(found["points"]))


def _share(found: Found) -> Atom:
    return said(share=number(found["share"]) / 100)


def _fixed(share: Fraction | int) -> Callable[[Found], Atom]:
    return lambda _: said(share=Fraction(share))


LEXEMES = (
    Lexeme("价", re.compile(
        rf"(?:的)?,?(?:每{_CL})?扣(?:减|除)?(?P<points>\d+(?:\.\d+)?)分/(?P<unit>{_CL})"),
           lambda found: said(points=number(found["points"]), unit=found["unit"])),
    Lexeme("扣", re.compile(_TAKE + _POINTS), _points),
    Lexeme("扣", re.compile(
        _TAKE + rf"(?P<share>\d+(?:\.\d+)?)%(?:的)?(?:{ITEM})?(?:权重分值?|分值|权重|分数|分)"), _share),
    Lexeme("扣", re.compile(
        _TAKE + rf"(?:{ITEM})?(?:权重分值?|分值|权重|标准分|总分|满分)的(?P<share>\d+(?:\.\d+)?)%"), _share),
    Lexeme("扣", re.compile(
        rf"(?:的)?,?(?:则)?(?:扣|扣除|扣减)(?:{ITEM})?(?:全部分值?|全分|满分)|(?:此|该|本)(?:项)?分值扣完"),
        _fixed(1)),
    Lexeme("得", re.compile(rf"(?:的)?(?:则)?(?:{ITEM})?(?:均)?(?:{ITEM})?"
                           r"(?:(?:自评|一律)?不(?:得|计|给|记)(?:该项)?分|[得计记为](?:零|0)分|零分)"), _fixed(0)),
    Lexeme("得", re.compile(
        rf"(?:的)?(?:{_GET})?(?:一半|1/2)(?:的)?(?:分值|权重分|分数|分)"), _fixed(Fraction(1, 2))),
    Lexeme("得", re.compile(rf"(?:的)?{_GET}(?:基本分|满分){_POINTS}"), _points),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?:{ITEM})?(?:的)?(?:满分|全分|全部(?:的)?(?:分值?|权重分)|基本分)"
        r"|(?:的)?满分(?=[,;。\n]|$)"), _fixed(1)),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?P<share>\d+(?:\.\d+)?)%(?:的)?(?:{ITEM})?(?:权重分值?|分值|权重|分数|分)"), _share),
    Lexeme("得", re.compile(
        rf"(?:的)?{_GET}(?:{ITEM})?(?:权重分值?|分值|权重|标准分|总分值?|满分)的(?P<share>\d+(?:\.\d+)?)%"), _share),
    Lexeme("得", re.compile(r"(?:的)?(?:得|计|记|给)(?P<share>\d+(?:\.\d+)?)%(?=[,;。\n]|$)"), _share),
    Lexeme("得", re.compile(rf"(?:的)?{_GET}{_POINTS}"), _points),
    Lexeme("得", re.compile(r"(?:的)?\((?:得|计)?(?P<points>\d+(?:\.\d+)?)分\)"), _points),
    Lexeme("得", re.compile(r"\((?P<points>\d{1,2}\.\d+|\d{1,2}(?=\)(?:[,;。\n]|$)))\)"
                           r"|(?<=[上下内%成])\((?P<more>\d{1,2})\)"),
           lambda found: said(points=number(found["points"] or found["more"]))),
    Lexeme("得", re.compile(_POINTS), _points),
    Lexeme("加", re.compile(rf"(?:的)?,?加{_POINTS}"), _points),
)
