"""The formulas against the core, case by case, in a real spreadsheet."""
