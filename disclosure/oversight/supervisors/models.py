"""监督员: appointed for a term from a constituency, with their suggestions (LK-24, YY-20)."""
