"""Codes that people copy from paper: letters that nobody takes for another, in groups, read as somebody typed them."""

from unicodedata import normalize

# Crockford's: no I, L, O, U. Five bits each.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011", "- 　–—\t\r\n")
GROUP = 4


def read(text: str) -> str:
    """As somebody typed it: full-width, small, with spaces, O for 0."""
    return normalize("NFKC", text).upper().translate(MISREAD)


def grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def letters_of(data: bytes, size: int) -> str:
    number = int.from_bytes(data)
    return "".join(LETTERS[number >> 5 * at & 31] for at in range(size))
