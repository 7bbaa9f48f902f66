"""Official forms: found on a sheet by their header texts, read into a Filing, poured and asked for inputs."""
