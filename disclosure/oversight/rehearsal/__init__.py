"""Rehearsal (演练): dated acts played against the real portal in a database that is thrown away."""
