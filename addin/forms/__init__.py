"""Official forms: found by their header texts, read into a Filing, poured, asked for inputs."""
