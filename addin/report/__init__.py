"""The Word report: facts, outline, template, and the finished report read back."""
