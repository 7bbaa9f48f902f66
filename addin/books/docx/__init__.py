"""The texts of a Word document, where they stand and in which elements."""
