"""What the cell functions do, one idea a module; their names and help are one table."""
