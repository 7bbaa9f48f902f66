"""Personal data: one idea of it for the audit and for 公开版."""

from scoring.personal.find import Found, covered, find, lookalikes, masked
from scoring.personal.labels import Kind, label_cell

__all__ = ["Found", "Kind", "covered", "find", "label_cell", "lookalikes", "masked"]
