"""审核: what is to be looked at in a form. One check, or one family of them, a file."""
