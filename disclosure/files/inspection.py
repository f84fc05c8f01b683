"""A file inspected in a process of its own, with little memory and time; what is not read to the end is refused.

Run as a module it is that process: path and name in, one JSON object out. It imports no Django, so that it starts quickly.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from time import monotonic
from typing import TypedDict

from disclosure.files.kinds import KINDS, FileRefused, Kind, kind_of
from disclosure.files.sensitive_data.batches import findings_in_passages
from disclosure.files.sensitive_data.search import KeptFinding
from disclosure.files.text_extraction.office import office_passages
from disclosure.files.text_extraction.passage import Passage
from disclosure.files.text_extraction.pdf import pdf_passages
from disclosure.files.text_extraction.pictures import picture_passages
from disclosure.files.text_extraction.plain_text import csv_passages, line_passages

HOME = Path(__file__).resolve().parent.parent.parent
SECONDS = 20
# To start and to answer. Together with a turn to wait for, less than what gunicorn leaves a worker (30 seconds).
GRACE = 4
MEMORY = 1024 * 1024 * 1024
# Characters of one file that are searched, each passage counted as some more: a book of a thousand pages, a table of a
# million cells.
CHARACTERS_MOST = 16_000_000
A_PASSAGE = 4
GIVEN_UP = "这份文件查不完，请拆成几份，或者删去不必要的内容另存一份，再上传。"


@dataclass
class Allowance:
    """Seconds that are ``left`` for files that came together; ``patience``: seconds that each of them waits for its turn."""

    left: float = SECONDS
    patience: float | None = None


@dataclass(frozen=True)
class Inspection:
    """``findings``: nothing as it stands in the file."""

    kind: Kind
    findings: list[KeptFinding] = field(default_factory=list)


class Answer(TypedDict, total=False):
    """What the process says: the file's kind and what was found in it, or why it is ``refused``."""

    extension: str
    findings: list[KeptFinding]
    refused: str


def inspect(path: Path, name: str, *, allowance: Allowance | None = None, memory: int = MEMORY) -> Inspection:
    """What the file is and what was found in it. Raises ``FileRefused``, also where nothing of the allowance is left."""
    allowance = allowance or Allowance()
    seconds = ceil(allowance.left)
    if seconds <= 0:
        raise FileRefused(GIVEN_UP)
    begun = monotonic()
    command = [sys.executable, "-m", "disclosure.files.inspection", str(path), name, str(seconds), str(memory)]
    environment = {"PATH": os.environ.get("PATH", ""), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=HOME, env=environment, capture_output=True, timeout=seconds + GRACE, check=False
        )
        answer = json.loads(done.stdout) if done.returncode == 0 else {"refused": GIVEN_UP}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"refused": GIVEN_UP}
    allowance.left -= monotonic() - begun
    if "refused" in answer:
        raise FileRefused(answer["refused"])
    return Inspection(KINDS[answer["extension"]], answer["findings"])


def look_through(path: Path, name: str) -> Answer:
    try:
        kind = kind_of(path, name)
        return {"extension": kind.extension, "findings": list(findings_in_passages(bounded(passages_of(path, kind))))}
    except FileRefused as refused:
        return {"refused": str(refused)}
    except (MemoryError, RecursionError):
        return {"refused": GIVEN_UP}


def passages_of(path: Path, kind: Kind) -> Iterator[Passage]:
    """The words of a file of a known kind, each passage with its place. Raises ``FileRefused`` on the way when the file turns out
    broken or not allowed."""
    if kind.extension in ("docx", "xlsx", "pptx"):
        yield from office_passages(path)
    elif kind.extension == "pdf":
        yield from pdf_passages(path)
    elif kind.extension in ("jpg", "png"):
        yield from picture_passages(path)
    else:
        data = path.read_bytes()
        yield from csv_passages(data) if kind.extension == "csv" else line_passages(data)


def bounded(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Raises ``FileRefused`` where there is more to search than can be: one string may be shown by a million cells."""
    left = CHARACTERS_MOST
    for passage in passages:
        left -= len(passage.text) + A_PASSAGE
        if left < 0:
            raise FileRefused(GIVEN_UP)
        yield passage


def limit(seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, name: str, seconds: str, memory: str) -> None:
    limit(int(seconds), int(memory))
    print(json.dumps(look_through(Path(path), name)))


if __name__ == "__main__":
    main(*sys.argv[1:])
