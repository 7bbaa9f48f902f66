"""The readers of old and foreign formats, one a format."""
