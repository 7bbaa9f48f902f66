"""A Filing (填报): what a department typed into its form, cell by cell, nothing computed."""

from scoring.filing.filing import (
    BLANK,
    UNTOLD,
    About,
    Entry,
    Filing,
    FundRow,
    Left,
    Row,
    Scope,
    Split,
    Unread,
)

__all__ = ["BLANK", "UNTOLD", "About", "Entry", "Filing", "FundRow", "Left", "Row", "Scope",
           "Split", "Unread"]
