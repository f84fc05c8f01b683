"""Inspections of how disclosure is done: plan, sample, points, findings, report (LK-25, JG-16, PL-15, QJ-27)."""
