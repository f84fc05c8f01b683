"""Contact and demonstration points: guided, visited, written about (QJ-19, QJ-25)."""
