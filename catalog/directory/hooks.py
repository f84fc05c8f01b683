"""What catalogues add to filings: a catalogue is filed with its filing."""

from catalog.directory.actions import file_with_filing, keep_receipt
from catalog.filings.actions import filings


def register() -> None:
    """For ``AppConfig.ready``."""
    filings.after("send")(file_with_filing)
    filings.after("register_receipt")(keep_receipt)
