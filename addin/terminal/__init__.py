"""The door pe: arguments in, files and Chinese lines out."""
