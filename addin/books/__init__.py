"""Workbooks and Word forms: what the verbs know of them, and how to have one: closed, old, live."""
