"""The confirmation of what owes by event: each quarter somebody says which entry had one and which had none (LK-01)."""
