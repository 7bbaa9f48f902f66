"""A Filing (填报): what a department typed into its form, cell by cell, nothing computed."""

from scoring.filing.filing import BLANK, Entry, Filing, FundRow, Row, Split

__all__ = ["BLANK", "Entry", "Filing", "FundRow", "Row", "Split"]
