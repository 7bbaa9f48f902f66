"""Workbooks: what the verbs know of them, and three ways to have one: closed, old, in front."""
