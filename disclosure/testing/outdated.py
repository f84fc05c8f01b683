"""Which direct needs have a newer release, and which have had none for two years. Asks the index that uv is set to."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from disclosure.testing.servers import BASE_DIR

LISTS = ("requirements.in", "requirements-dev.in")
NEED = re.compile(r"^(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\S+)", re.MULTILINE)
TOO_LONG = timedelta(days=730)


def direct_needs(text: str) -> dict[str, str]:
    """Name as the index writes it → pinned version."""
    return {found["name"].lower().replace("_", "-"): found["version"] for found in NEED.finditer(text)}


def uv(*arguments: str, given: str = "") -> subprocess.CompletedProcess:
    command = [str(Path(sys.executable).with_name("uv")), "--quiet", "pip", *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True)


def newer_releases() -> dict[str, str]:
    found = uv("list", "--outdated", "--format", "json", "--python", sys.executable)
    found.check_returncode()
    return {row["name"].lower().replace("_", "-"): row["latest_version"] for row in json.loads(found.stdout)}


def is_from_before(name: str, version: str, day: date) -> bool:
    """Whether the index had the release by then."""
    arguments = ("compile", "--no-deps", "--exclude-newer", day.isoformat(), "-")
    return uv(*arguments, given=f"{name}=={version}\n").returncode == 0


def report(needs: dict[str, str], newer: dict[str, str], on: date) -> Iterator[str]:
    for name, version in needs.items():
        if name in newer:
            yield f"{name} {version}: {newer[name]} is out"
        elif is_from_before(name, version, on - TOO_LONG):
            yield f"{name} {version}: no release for two years"


def main(lists: Sequence[str] = LISTS) -> None:
    text = "\n".join((BASE_DIR / name).read_text(encoding="utf-8") for name in lists)
    lines = list(report(direct_needs(text), newer_releases(), date.today()))
    print(*lines or ["every direct need is at its newest release, none older than two years"], sep="\n")


if __name__ == "__main__":
    main()
