from disclosure.audit.testing import flush_lifts_the_guard

__all__ = ["flush_lifts_the_guard"]
