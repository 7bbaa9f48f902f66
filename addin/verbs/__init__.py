"""The verbs of ``pe``: arguments in, files and Chinese lines out."""
