"""What a rule is: where its figure comes from, how it becomes points, what may override it."""
