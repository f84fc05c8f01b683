"""The report of the leading group's office: written, signed, read (LK-30)."""
