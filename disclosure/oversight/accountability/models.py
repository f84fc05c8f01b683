"""Measures decided outside the portal, on record (PL-18, QJ-21)."""
