"""Personal data: one idea of it for the audit and for 公开版."""

from scoring.personal.alone import lookalikes
from scoring.personal.beside import names_left
from scoring.personal.cells import of_cell, of_table
from scoring.personal.doubts import asks_whether_secret, remaining, says_yes, secret
from scoring.personal.find import find
from scoring.personal.known import Known
from scoring.personal.labels import Kind, label_cell, trailing_label
from scoring.personal.numbers import CROSS
from scoring.personal.reading import Found, covered, masked
from scoring.personal.table import Asked, Spot, asked

__all__ = [
    "CROSS", "Asked", "Found", "Kind", "Known", "Spot", "asked", "asks_whether_secret", "covered",
    "find", "label_cell", "lookalikes", "masked", "names_left", "of_cell", "of_table", "remaining",
    "says_yes", "secret", "trailing_label"]
