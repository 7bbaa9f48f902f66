"""The add-in on a user's computer: put there, examined, taken away."""
