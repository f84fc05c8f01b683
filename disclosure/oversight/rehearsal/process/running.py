"""A rehearsal from outside: a folder and a database for it alone, and the process that plays it there."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.environment.variables import VARIABLES
from disclosure.oversight.rehearsal.process.database import CODE, NoDatabase, postgres_database, sqlite_copy
from disclosure.oversight.rehearsal.script import read_script

PACKAGE = "disclosure.oversight.rehearsal"


@dataclass(frozen=True)
class Result:
    """``status``: 0, 1 where something was not as expected, 2 for a script that cannot be read."""

    status: int
    printed: str
    said: str


def rehearse(file: Path, *, cache: Path, database_url: str = "") -> Result:
    """``cache``: where prepared databases are kept. Raises ``WrittenError`` or ``NoDatabase``."""
    script = read_script(file).script
    with prepared(script.base, script.first, cache=cache, database_url=database_url) as (folder, url):
        done = run(folder, "play", url, str(file.resolve()))
    return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def prepared(base: str, first: date, *, cache: Path, database_url: str = "") -> Iterator[tuple[Path, str]]:
    """A folder for one play, and the address of a database that holds the base; both are gone afterwards. Raises ``NoDatabase``."""
    what = f"{base}@{first.isoformat()}"
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as name:
        folder = Path(name)

        def prepare(step: str, url: str) -> None:
            done = run(folder, step, url, what)
            if done.returncode:
                raise NoDatabase(f"数据库没有准备成功：\n{done.stderr.strip()}")

        if database_url:
            place = postgres_database(database_url, prepare)
        else:
            place = sqlite_copy(folder, cache, what, prepare)
        with place as url:
            yield folder, url


def run(folder: Path, step: str, url: str, what: str) -> subprocess.CompletedProcess:
    """Who lists the machine's processes reads no address, which may hold a password."""
    command = [sys.executable, "-m", PACKAGE, step, what]
    return subprocess.run(command, env=environment(folder, url), capture_output=True, text=True, encoding="utf-8")


def environment(folder: Path, url: str) -> Mapping[str, str]:
    """Nothing that is set for the portal holds here; ``url``: the database's address."""
    own = {row.name for row in VARIABLES}
    kept = {name: value for name, value in os.environ.items() if name not in own}
    path = os.pathsep.join(filter(None, [str(CODE), os.environ.get("PYTHONPATH")]))
    given = {"VAR_DIR": str(folder), "DATABASE_URL": url, "SECRET_KEY": "of-a-rehearsal"}
    given |= {"PYTHONPATH": path, "PYTHONUTF8": "1"}
    return {**kept, **given}
