"""Rulesets, form maps and outlines as data: those that ship with the package, and the user's own."""
