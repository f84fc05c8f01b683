"""Text cut into overlapping pairs of characters, so that every two-character word is found without a dictionary."""

import re
import unicodedata

CJK = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"([{CJK}]+)|((?:(?![{CJK}_])\w)+)")
# A database refuses longer words; nobody types them.
LONGEST_WORD = 64


def normalise(text: str) -> str:
    """Full-width and compatibility forms folded, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def bigrams(text: str) -> list[str]:
    """Pairs within a run of Chinese characters, other runs of letters and digits whole, a lone character as it is:
    "党费Abc收" → ["党费", "abc", "收"]."""
    found: list[str] = []
    for run in RUN.finditer(normalise(text)):
        chinese, word = run.groups()
        found += pairs(chinese) if chinese else [word[:LONGEST_WORD]]
    return found


def pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def phrases(query: str) -> list[list[str]]:
    """The words of a query, each as the neighbouring tokens that it must match."""
    return [run_tokens for word in normalise(query).split() for run_tokens in runs(word)]


def runs(word: str) -> list[list[str]]:
    return [bigrams(run.group()) for run in RUN.finditer(word)]
