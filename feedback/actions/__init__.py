"""Everything that happens to a letter. Each call locks, checks, writes, records and tells."""
