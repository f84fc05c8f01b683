"""Names inside a package: a person's own words where they are safe, and never the same twice."""

import re

from disclosure.files.store import clean_name

SLASHES = re.compile(r"[/\\]")


def member_name(*pieces: str) -> str:
    """Folders and a file name, none of which can lead out of the package."""
    return "/".join(clean_name(SLASHES.sub("、", piece)) for piece in pieces)


class Names:
    """Hands out each name once; case does not tell two names apart, for it does not on every disk."""

    def __init__(self):
        self.used: set[str] = set()

    def own(self, name: str) -> str:
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if dot and "/" not in ending else (name, "")
        number, found = 1, name
        while found.casefold() in self.used:
            number += 1
            found = f"{stem}（{number}）{ending}"
        self.used.add(found.casefold())
        return found
