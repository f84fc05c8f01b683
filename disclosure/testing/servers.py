"""Throw-away servers on free ports: each is a context manager that leaves nothing behind.

A server is a direct child, told by the kernel when its parent is killed, so that an aborted run leaves no orphan.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import CDLL
from pathlib import Path

from disclosure.testing import machine

BASE_DIR = Path(__file__).resolve().parent.parent.parent
WAIT_SECONDS = 30
PR_SET_PDEATHSIG = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(happened: Callable[[], object], what: str, process: subprocess.Popen | None = None):
    """Return the first true answer; fail when it does not come in time or the process it depends on has ended."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not (answer := happened()):
        if process and process.poll() is not None:
            raise RuntimeError(f"{what}: the process ended with {process.returncode}")
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {WAIT_SECONDS} s")
        time.sleep(0.05)
    return answer


def end_with_parent(number: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc, parent = CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        # Killed before it was asked for: nobody would tell.
        if os.getppid() != parent:
            os._exit(1)

    return ask


@contextmanager
def running(command: list[str], *, log: Path, stop_with: int = signal.SIGTERM, **options) -> Iterator[subprocess.Popen]:
    """Start the command in a process group of its own; stop the whole group at the end."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=end_with_parent(stop_with),
            **options,
        )
    try:
        yield process
    finally:
        stop(process, stop_with)


def stop(process: subprocess.Popen, number: int) -> None:
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def unprivileged() -> dict:
    """PostgreSQL refuses to run as root; then it runs as whoever may own next to nothing."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def postgres(
    *, copied_from: Path | None = None, kept_as: Path | None = None, is_durable: bool = False
) -> Iterator[str]:
    """A cluster of its own in C.UTF-8 (in plain C, Chinese words have no trigrams); yields its DATABASE_URL.

    It begins empty, or as a copy of one that was ``kept_as`` a folder when it had stopped. ``is_durable``: what it has
    acknowledged outlives the death of any of its processes.
    """
    # Directly under /tmp: a socket's path is limited to about a hundred characters.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    account = unprivileged()
    try:
        if account:
            os.chown(folder, account["user"], account["group"])
        if copied_from:
            copy_cluster(copied_from, folder / "data", account)
        else:
            initialise(folder / "data", account)
        port = free_port()
        with running(
            postgres_command(folder, port, is_durable=is_durable),
            log=folder / "log",
            stop_with=signal.SIGINT,
            cwd=folder,
            **account,
        ) as server:
            wait_until(lambda: "ready to accept" in (folder / "log").read_text(), "PostgreSQL", server)
            yield f"postgres://tester@127.0.0.1:{port}/postgres"
        if kept_as:
            shutil.move(folder / "data", kept_as)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def initialise(data: Path, account: dict) -> None:
    command = [machine.postgres_binary("initdb"), "-D", str(data), "-U", "tester", "--auth", "trust"]
    command += ["--locale=C.UTF-8", "-E", "UTF8", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=data.parent, **account)
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def copy_cluster(source: Path, target: Path, account: dict) -> None:
    shutil.copytree(source, target)
    if account:
        for path in (target, *target.rglob("*")):
            os.chown(path, account["user"], account["group"])


def postgres_command(folder: Path, port: int, *, is_durable: bool = False) -> list[str]:
    """Durability and what only a long life needs are off: the cluster does not outlive the run."""
    values = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "fsync": "off",
        "synchronous_commit": "on" if is_durable else "off",
        "full_page_writes": "on" if is_durable else "off",
        "random_page_cost": "1.1",
        "autovacuum": "off",
        "jit": "off",
        "lc_messages": "C",
    }
    command = [machine.postgres_binary("postgres"), "-D", str(folder / "data")]
    return command + [part for name, value in values.items() for part in ("-c", f"{name}={value}")]


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    port = free_port()
    command = [machine.redis_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    command += ["--save", "", "--appendonly", "no"]
    with running(command, log=folder / "redis.log") as server:
        wait_until(lambda: is_listening(port), "Redis", server)
        yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def celery_worker(folder: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A real worker with a pool process, as in production; ready when it says so."""
    log = folder / "worker.log"
    command = [sys.executable, "-m", "celery", "-A", "disclosure", "worker", "--pool", "prefork", "--concurrency", "1"]
    command += ["--loglevel", "INFO", "--without-mingle", "--without-gossip"]
    with running(command, log=log, cwd=BASE_DIR, env={**os.environ, **environment}) as worker:
        wait_until(lambda: " ready." in log.read_text(errors="replace"), "Celery worker", worker)
        yield worker
