"""Rulesets, blanks and outlines: the packaged and the user's own."""
