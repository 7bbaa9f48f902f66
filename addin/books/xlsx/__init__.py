"""A closed .xlsx: read lazily, written in one pass that changes only what must change."""
