"""Rulesets, form maps and outlines as data: what ships with the package, and the user's own."""
