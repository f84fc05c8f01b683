"""What the assessed came to: measured from the ledger and what other parts of oversight know, row by row."""
