"""Our own sheets, one a file: its name, its writing and its reading."""
