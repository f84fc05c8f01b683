"""An organisation's own scheme, from the first draft until it is issued (PL-13, YY-08, QJ-23, QJ-24)."""
