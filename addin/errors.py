"""What ends a verb with a sentence for the clerk instead of a traceback."""


class UserError(Exception):
    """Something the person can put right; the message is Chinese and complete."""


class BookError(UserError):
    """One write that the workbook forbids: a locked cell, a covered cell, a taken name."""
