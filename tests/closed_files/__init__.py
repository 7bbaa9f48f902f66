"""Closed files: what is read from real and hostile packages, and what writing leaves alone."""
