"""Joining an organisation: its secretary names somebody, and that one, or a system administrator, says that it is so."""
