"""What a user's own folder may hold beside its regions."""

from typing import Final

FORMS: Final = "forms"
REPORTS: Final = "reports"
WORDS: Final = "words"
LETTERS: Final = "letters"
