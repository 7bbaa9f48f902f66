"""The parts of an .xlsx package that the closed-file book reads and writes, one idea a module."""
