"""条件: one a line: 没有交办的重点工作的，本项得满分〔数据：无重点工作安排〕; 本项得分四舍五入到1位小数."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scoring.clauses.strict.figures import rounding, rounding_read
from scoring.clauses.strict.words import Data, NotUnderstoodError, lines, number, on_one_line
from scoring.rules.conditions import Adjust, Conditions, NotApplicable, Trigger, Veto
from scoring.rules.input import defined_name
from scoring.rules.measure import RoundStep
from scoring.values.amounts import NUMBER, plain

NO_WHY = "有下列情形"
THEN = {"满分": "得满分", "剔除": "剔除，分值由其余各项分摊", "不计": "不计分"}
_TRIGGER = re.compile(r"(?P<why>.*?)的?[，,](?:本项|此项|该项|全表)(?P<then>不得分|得满分|剔除[，,]分值由其余各项分摊|不计分)"
                      r"(?P<marks>(?:〔[^〔〕]*〕)*)")
_ADJUST = re.compile(rf"酌情加减(?:[，,](?P<why>.*?))?[：:](?P<low>{NUMBER})分至(?P<high>{NUMBER})分"
                     r"(?P<marks>(?:〔[^〔〕]*〕)*)")
_ROUND = re.compile(r"(?:本项得分|总分)(?P<how>(?:四舍五入|去尾|进一).*)")
_MARK = re.compile(r"〔(数据|字样)[：:]([^〔〕]*)〕")


def told(conditions: Conditions | None, what: str = "本项") -> str:
    """``what`` is the whole form's where the conditions are the total's."""
    if conditions is None:
        return ""
    return "\n".join(_told(conditions.not_applicable, conditions.veto, conditions.adjust,
                           conditions.round, what))


def of_total(veto: Sequence[Veto], adjust: Sequence[Adjust], step: RoundStep | None) -> str:
    return "\n".join(_told(None, veto, adjust, step, "全表"))


def _told(excused: NotApplicable | None, veto: Sequence[Veto], adjust: Sequence[Adjust],
          step: RoundStep | None, what: str) -> Iterator[str]:
    if excused is not None:
        yield f"{_why(excused)}的，{what}{THEN[excused.then]}{_marks(excused)}"
    for one in veto:
        yield f"{_why(one)}的，{what}不得分{_marks(one)}"
    for one_ in adjust:
        why = f"，{on_one_line(one_.why, '：', ':', '〔')}" if one_.why else ""
        mark = f"〔数据：{one_.input}〕" if one_.input else ""
        yield f"酌情加减{why}：{plain(one_.low)}分至{plain(one_.high)}分{mark}"
    if step is not None:
        yield f"{'总分' if what == '全表' else '本项得分'}{rounding(step)}"


def _why(trigger: Trigger) -> str:
    return on_one_line(trigger.why, "〔", "〕") if trigger.why else NO_WHY


def _marks(trigger: Trigger) -> str:
    plain_ = trigger.input == defined_name(trigger.why) and not trigger.words
    mark = f"〔数据：{trigger.input}〕" if trigger.input and not (plain_ and trigger.why) else ""
    words = "".join(f"“{on_one_line(word, '“', '”', '〔', '〕')}”" for word in trigger.words)
    return mark + (f"〔字样：{words}〕" if words else "")


def read(text: str) -> Data:
    """The conditions as a rule file writes them; empty where the cell is."""
    made: Data = {}
    for line in lines(text):
        key, one = _read(line)
        if key in ("veto", "adjust"):
            made.setdefault(key, []).append(one)
        elif key in made:
            raise NotUnderstoodError(f"“{line}”写了两次", "条件")
        else:
            made[key] = one
    return made


def _read(line: str) -> tuple[str, Data]:
    if found := _TRIGGER.fullmatch(line):
        made = _trigger(found["why"].strip(), found["marks"])
        if found["then"] == "不得分":
            return "veto", made
        then = next(key for key, said in THEN.items() if said[:2] == found["then"][:2])
        return "not_applicable", {**made, "then": then}
    if found := _ADJUST.fullmatch(line):
        made = {"low": number(found["low"]), "high": number(found["high"])}
        made |= {"why": found["why"]} if found["why"] else {}
        marks = dict(_MARK.findall(found["marks"]))
        return "adjust", made | ({"input": marks["数据"]} if "数据" in marks else {})
    if found := _ROUND.fullmatch(line):
        try:
            return "round", rounding_read(found["how"])
        except NotUnderstoodError as error:
            raise NotUnderstoodError(str(error), "条件") from None
    raise NotUnderstoodError(
        f"“{line}”看不懂，可写：没有某事的，本项得满分（或 剔除，分值由其余各项分摊；不计分；不得分）；"
        "酌情加减，某事：-2分至0分；本项得分四舍五入到1位小数", "条件")


def _trigger(why: str, marks: str) -> Data:
    why = re.sub(r"^(?:如果|如|若|凡)(?=.{2})", "", why) if not marks else why
    found = dict(_MARK.findall(marks))
    made: Data = {} if why == NO_WHY else {"why": why}
    if "字样" in found:
        made["words"] = re.findall("“([^“”]+)”", found["字样"]) or [found["字样"].strip()]
    if "数据" in found:
        made["input"] = found["数据"].strip()
    elif "字样" not in found:
        made["input"] = defined_name(why)
    return made
