"""Damaged and hostile files through every verb: nothing hangs, nothing dies, nothing is wiped."""
