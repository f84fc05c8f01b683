"""Members evaluate disclosure: one secret, countable vote each (JG-15, YY-15, QJ-20)."""
