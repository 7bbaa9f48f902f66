"""Rules and a filing become awards: the scorecard, its total and grade, and its explanation."""
