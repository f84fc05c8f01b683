"""The numbers of the ledger that those who watch read: each defined once, measured in one statement, leading to its rows (LK-05, QJ-18)."""
