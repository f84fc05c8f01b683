"""What a search finds besides items: organisations, entries, notices, and what higher packages add."""
