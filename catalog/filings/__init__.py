"""Filings: what goes up to the superior, by when, and what came back."""
