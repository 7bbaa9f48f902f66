"""Workbooks: what the verbs know of them, and the three ways to have one: closed, old, open in front."""
