"""Drawing lots so that anybody can do it again: from a list, a seed and a number, all of them fixed before the others are known.

Each line is written behind seed and number, and the SHA-256 of that puts the lines in an order that nobody could foresee.
"""

import hashlib
from collections.abc import Sequence

IN_WORDS = (
    "把种子、报的数、名单里的一行，各占一行写在一起（中间换行，末尾不换行，UTF-8），算出 SHA-256；名单里每一行都这样算一遍，"
    "按算出来的摘要从小到大排队，排在前面的几行就是抽到的。"
)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def drawn(lines: Sequence[str], seed: str, number: str, size: int) -> list[str]:
    """The first ``size`` lines by the digest of seed, number and line, with a line feed between them."""
    return sorted(lines, key=lambda line: digest_of(f"{seed}\n{number}\n{line}"))[:size]
