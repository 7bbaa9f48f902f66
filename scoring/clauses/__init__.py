"""评分标准 becomes rules: a deterministic grammar that reads a clause whole or not at all."""
