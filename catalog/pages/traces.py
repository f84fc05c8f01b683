"""The trace of an item's deadline, as the ledger draws it."""

from disclosure.deadlines.strip import trace_strip

__all__ = ["trace_strip"]
