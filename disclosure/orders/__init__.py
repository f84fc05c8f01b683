"""Rectification orders (整改): what must be put right, by whom, by when; reported with evidence, closed by another (JG-17, PL-18)."""
