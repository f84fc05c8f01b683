"""A portal of ``bin/serve`` in a folder of its own, started again whenever it has ended, and who kills its processes."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from disclosure.testing import servers
from disclosure.testing.servers import BASE_DIR

# Seconds between two kills.
SHORTEST, LONGEST = 0.5, 3.0


def parents() -> dict[int, list[int]]:
    """Process → its children, of this machine."""
    found: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            number, rest = path.read_text().split(" ", 1)
            found.setdefault(int(rest.rpartition(")")[2].split()[1]), []).append(int(number))
    return found


def below(top: int) -> list[int]:
    children, found, at_hand = parents(), [], [top]
    while at_hand:
        found.append(at_hand.pop())
        at_hand += children.get(found[-1], [])
    return found


def name_of(pid: int) -> str:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        return next((each for each in ("supervise", "gunicorn", "beat", "worker") if each in words), "")
    return ""


class Portal:
    def __init__(self, port: int, environment: dict[str, str], log: Path, seed: int) -> None:
        self.command = [sys.executable, "bin/supervise.py", "--host", "127.0.0.1", "--port", str(port)]
        self.environment, self.log = environment, log
        self.random, self.killed, self.starts = random.Random(seed), Counter[str](), 0
        self.over = threading.Event()
        self.process: subprocess.Popen | None = None

    def keep_up(self) -> None:
        """``bin/serve`` gives up when its parts die too often; whoever runs it starts it again."""
        with self.log.open("ab") as output:
            while not self.over.is_set():
                if self.process is None or self.process.poll() is not None:
                    self.starts += 1
                    self.process = subprocess.Popen(
                        self.command, cwd=BASE_DIR, env={**os.environ, **self.environment}, stdin=subprocess.DEVNULL,
                        stdout=output, stderr=output, start_new_session=True, preexec_fn=servers.end_with_parent(signal.SIGTERM),
                    )  # fmt: skip
                self.over.wait(0.2)

    def kill(self) -> None:
        while not self.over.wait(self.random.uniform(SHORTEST, LONGEST)):
            victims = below(self.process.pid) if self.process else []
            named = {pid: name for pid in victims if (name := name_of(pid))}
            if named:
                pid = self.random.choice(sorted(named))
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    self.killed[named[pid]] += 1

    @contextmanager
    def running(self, *, is_killed: bool) -> Iterator["Portal"]:
        jobs = [self.keep_up, *([self.kill] if is_killed else [])]
        threads = [threading.Thread(target=job, daemon=True) for job in jobs]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self.over.set()
            for thread in threads:
                thread.join()
            if self.process:
                left = below(self.process.pid)
                servers.stop(self.process, signal.SIGTERM)
                for pid in left:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
