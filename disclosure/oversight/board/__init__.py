"""The supervisor's page: one sentence, one picture, who is late, where it gets worse (LK-05, QJ-18)."""
