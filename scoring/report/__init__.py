"""报告核对: a finished report against the form it was written for. One family of checks a file."""
