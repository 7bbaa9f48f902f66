"""What a person asks for, whichever door it came in by."""
