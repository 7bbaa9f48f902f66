"""The add-in file: built from text, read back by others, executed by a real spreadsheet."""
