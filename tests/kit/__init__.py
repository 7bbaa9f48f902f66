"""The offline kit: what goes in, what is refused, and what its parts say."""
