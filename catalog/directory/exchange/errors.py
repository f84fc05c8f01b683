"""The one way a file is refused."""


class ExchangeError(ValueError):
    """The file cannot be read as a catalogue; the message is a Chinese sentence that says what to do."""
