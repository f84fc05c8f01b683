"""What the Nu HTML checker (vnu.jar) says of pages: all in one run, since Java takes long to start."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from disclosure.testing import machine

# Every browser that is still kept up to date knows it.
PASSED_OVER = ("The “inputmode” attribute is not supported in all browsers.",)


@dataclass(frozen=True)
class Fault:
    """An error or a warning. ``extract``: the source around it."""

    page: str
    line: int
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}, line {self.line}: {self.message} {self.extract!r}"


def faults_of(pages: Mapping[str, str], folder: Path) -> list[Fault]:
    """``pages``: by any name their sources, laid down in ``folder`` to be read. Raises ``RuntimeError`` where the checker itself fails."""
    names = {f"{number:04}.html": name for number, name in enumerate(pages)}
    for file, name in names.items():
        (folder / file).write_text(pages[name], encoding="utf-8")
    command = [*machine.html_checker(), "--format", "json", "--exit-zero-always", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode or not done.stderr.startswith("{"):
        raise RuntimeError(done.stderr or done.stdout)
    return [fault_of(row, names) for row in json.loads(done.stderr)["messages"] if is_fault(row)]


def is_fault(row: dict) -> bool:
    """Remarks on style are none."""
    is_remark = row["type"] == "info" and row.get("subType") != "warning"
    return not is_remark and not row["message"].startswith(PASSED_OVER)


def fault_of(row: dict, names: Mapping[str, str]) -> Fault:
    name = names[row["url"].rpartition("/")[2]]
    return Fault(name, row.get("lastLine", 0), row["message"], row.get("extract", ""))
