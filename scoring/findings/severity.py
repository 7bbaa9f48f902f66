"""How grave a finding is, its words, and the order of telling."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITY_WORDS: dict[Severity, str] = {"error": "应改", "warning": "请说明", "note": "供参考"}
SEVERITY_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}
