"""The one way a file is refused."""


class UnreadableFile(ValueError):
    """The file cannot be read; the message is a Chinese sentence that says what to do."""
