"""Buttons and cell functions as data: every door and the add-in file are made of these tables."""
