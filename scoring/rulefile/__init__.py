"""A rule file becomes rules: read with its lines, validated at the door, checked as a whole."""
