"""Word documents: their texts and where they stand, and their tables as sheets of a Book."""
