"""Personal data anywhere in the form; what is masked with × or * is left alone."""

from __future__ import annotations

from scoring.filing import Entry
from scoring.findings.finding import Finding, finding
from scoring.personal import Found, Kind, find
from scoring.values.exact import show

_CODES = {Kind.PHONE: "personal-phone", Kind.IDENTITY: "personal-id", Kind.NAME: "personal-name",
          Kind.ACCOUNT: "personal-account", Kind.EMAIL: "personal-email",
          Kind.ADDRESS: "personal-address", Kind.SOCIAL: "personal-account"}


def personal(name: str, entry: Entry, label: str = "") -> list[Finding]:
    """``label`` is the name of the field that the entry fills."""
    return [_told(name, entry, each) for each in find(_text(entry), label)]


def _told(name: str, entry: Entry, found: Found) -> Finding:
    if found.kind is Kind.NAME:
        return finding("personal-name", entry.cell, filed=found.text[0] + "××")
    return finding(_CODES[found.kind], entry.cell, indicator=name, filed=found.shown)


def _text(entry: Entry) -> str:
    whole = entry.number is not None and entry.number.denominator == 1
    return show(entry.number) if whole and entry.number is not None else entry.text
