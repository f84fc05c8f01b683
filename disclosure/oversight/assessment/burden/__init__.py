"""减负: what a branch is asked, and by which sentence; how many acts it is asked for in a month (国办函〔2026〕12号 is the yardstick)."""
