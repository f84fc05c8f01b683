"""Meetings of supervisors and of the leading group, their resolutions, the office's report (QJ-18, YY-19, LK-30)."""
