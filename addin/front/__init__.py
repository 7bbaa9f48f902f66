"""What the ribbon does to the workbook in front, beyond the verbs that it shares with ``pe``."""
