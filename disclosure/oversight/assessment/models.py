"""The yearly assessment, each number with its formula and its rows (LK-26, YY-14, QJ-20)."""
