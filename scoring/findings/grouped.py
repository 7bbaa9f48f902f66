"""One line a kind: what is the same in several rows of a form is told once, with all its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from scoring.findings.finding import Finding

_MOST_NAMES = 8


def grouped(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in the order of their first cell; those of one kind as one."""
    kinds: dict[tuple[object, ...], list[Finding]] = {}
    for each in found:
        kinds.setdefault((each.code.code, each.severity, *_same(each)), []).append(each)
    for alike in kinds.values():
        yield alike[0] if len(alike) == 1 else _together(alike)


def _same(found: Finding) -> tuple[object, ...]:
    """What findings must share to be told together: the kind, where it has a sentence for many of
    them, and their own sentence where that one repeats it."""
    if not found.code.many:
        return found.message, found.cells
    return (_said(found),) if "{said}" in found.code.many else ()


def _said(found: Finding) -> str:
    return found.message.removeprefix(f"{found.indicator}：")


def _together(alike: list[Finding]) -> Finding:
    first = alike[0]
    names = listed([each.indicator for each in alike], joined)
    filed, expected = (_joined(getattr(each, end) for each in alike)
                       for end in ("filed", "expected"))
    cells = tuple(dict.fromkeys(cell for each in alike for cell in each.cells))
    words = {**_due_words(alike), "names": names, "count": str(len(cells)), "said": _said(first),
             "each": _each(alike)}
    message = first.code.many.format(filed=filed, expected=expected, **words)
    words |= _quoted(alike)
    if "{each}" in first.code.many:
        expected = words["each"]
    return replace(first, message=message, cells=cells, indicator="", filed=filed,
                   expected=expected, words=tuple(words.items()))


def _each(alike: list[Finding]) -> str:
    """What each of the rows should have earned; rows of one name are two."""
    due = "、".join(f"{in_quotes(each.indicator)}应得{each.expected}分"
                   for each in alike[:_MOST_NAMES])
    return due + (f"等{len(alike)}处" if len(alike) > _MOST_NAMES else "")


def _due_words(alike: list[Finding]) -> dict[str, str]:
    """The words of what is to be done, where they are the same for all."""
    told = [dict(each.words or ()) for each in alike]
    return {name: value for name, value in told[0].items()
            if f"{{{name}}}" in alike[0].code.due and all(each.get(name) == value for each in told)}


def _quoted(alike: list[Finding]) -> dict[str, str]:
    """The rows as a letter lists them, and what each of them lost where the kind tells that."""
    lost = [dict(each.words or ()).get("lost") for each in alike]
    rows = [in_quotes(each.indicator) for each in alike]
    taken = [f"{row}扣{points}分" for row, points in zip(rows, lost, strict=True)]
    return {"rows": listed(rows, "".join), "taken": listed(taken) if all(lost) else ""}


def in_quotes(name: str) -> str:
    """A row's name in quotation marks, those of its own inside them.

    >>> in_quotes("“三公”经费"), in_quotes("")
    ('“‘三公’经费”', '')
    """
    inner = name.replace("“", "‘").replace("”", "’")
    return f"“{inner}”" if inner else ""


def listed(names: Iterable[str], join: Callable[[Iterable[str]], str] = "、".join) -> str:
    """The names once each; of very many the first, and how many there are."""
    known = list(dict.fromkeys(filter(None, names)))
    more = f"等{len(known)}处" if len(known) > _MOST_NAMES else ""
    return join(known[:_MOST_NAMES]) + more


def joined(names: Iterable[str]) -> str:
    """All names, each once; one that is itself a list of words in quotation marks.

    >>> joined(["供水率", "安全生产、信访工作满意度"]), joined(["安全生产、信访工作满意度"])
    ('供水率、“安全生产、信访工作满意度”', '安全生产、信访工作满意度')
    """
    known = list(dict.fromkeys(names))
    if len(known) == 1:
        return known[0]
    return "、".join(in_quotes(name) if "、" in name else name for name in known)


def _joined(values: Iterable[str | None]) -> str | None:
    said = list(dict.fromkeys(value for value in values if value is not None))
    return "、".join(said) if said else None
