"""The part of bin/serve that runs: web server, worker and scheduler; one that dies is started again, and where that does not help all end.

Each child leads a process group of its own, so that Ctrl-C reaches only this process, and stopping one takes its
children (gunicorn's workers, the worker's pool) along. Standard library only; no state beyond var/.
"""

import argparse
import errno
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
LOG_DIR = VAR_DIR / "log"
STOP_SECONDS = 8
START_SECONDS = 90
LEAST_FREE_BYTES = 200 * 1024 * 1024
# So many deaths within so many seconds are given up; before each new start it waits twice as long as before the last.
MOST_DEATHS, WITHIN_SECONDS = 5, 600
LOG_BYTES, LOGS_KEPT = 10 * 1024 * 1024, 5
PR_SET_PDEATHSIG = 1


class Stop(Exception):
    """Somebody asked for the end: Ctrl-C, SIGTERM or a closed terminal."""


class Failure(Exception):
    """The portal cannot start or go on; the message is for the person at the terminal."""


def end_with_parent() -> Callable[[], None] | None:
    """On Linux a child is told when this process is killed without a chance to clean up."""
    if sys.platform != "linux":
        return None
    libc, parent = CDLL(None), os.getpid()

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        # Killed before it was asked for: nobody would tell.
        if os.getppid() != parent:
            os._exit(1)

    return ask


@dataclass
class Child:
    label: str
    log: Path
    command: list[str]
    ready_words: str = ""
    process: subprocess.Popen | None = None
    log_start: int = 0
    deaths: list[float] = field(default_factory=list)
    starts_at: float | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.log_start = output.tell()
            self.process = subprocess.Popen(
                self.command,
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=end_with_parent(),
            )

    def check(self) -> None:
        code = self.process.poll()
        if code is not None:
            raise Failure(
                f"{self.label}意外退出（{describe_exit(code)}），正在停止其余部分。日志：{self.log}\n{self.last_words()}"
            )

    def keep_alive(self, now: float) -> None:
        """Start it again when it has died, after a while; ``now`` in seconds of any clock that only goes forward. Raises ``Failure``."""
        if self.starts_at is None and self.process.poll() is not None:
            self.deaths = [at for at in self.deaths if at > now - WITHIN_SECONDS] + [now]
            if len(self.deaths) > MOST_DEATHS:
                self.check()
            wait = 2 ** (len(self.deaths) - 1)
            self.starts_at = now + wait
            why = describe_exit(self.process.returncode)
            print(f"{self.label}意外退出（{why}），{wait} 秒后重新启动。日志：{self.log}", file=sys.stderr, flush=True)
            self.signal_group(signal.SIGKILL)
        elif self.starts_at is not None and now >= self.starts_at:
            self.starts_at = None
            self.start()

    def rotate(self) -> None:
        """What it has written so far goes into a file of its own; it writes on at the end of the same one, which is empty then."""
        if self.log.stat().st_size <= LOG_BYTES:
            return
        for number in range(LOGS_KEPT - 1, 0, -1):
            with suppress(FileNotFoundError):
                self.old_log(number).replace(self.old_log(number + 1))
        shutil.copyfile(self.log, self.old_log(1))
        os.truncate(self.log, 0)
        self.log_start = 0

    def old_log(self, number: int) -> Path:
        return self.log.with_name(f"{self.log.name}.{number}")

    def words(self) -> str:
        """What this run has logged."""
        return self.log.read_bytes()[self.log_start :].decode(errors="replace")

    def is_ready(self) -> bool:
        return self.ready_words in self.words()

    def last_words(self) -> str:
        lines = self.words().splitlines()
        return "\n".join("  " + line for line in lines[-5:])

    def signal_group(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


def describe_exit(code: int) -> str:
    return f"退出码 {code}" if code >= 0 else f"信号 {signal.Signals(-code).name}"


def children(host: str, port: int) -> list[Child]:
    web = ["gunicorn", "disclosure.wsgi", "--bind", f"{host}:{port}", "--workers", "2", "--graceful-timeout", "5"]
    web += ["--config", "python:disclosure.web_server"]
    celery = ["celery", "-A", "disclosure"]
    worker = [*celery, "worker", "--pool", "prefork", "--concurrency", "1", "--loglevel", "INFO"]
    worker += ["--without-mingle", "--without-gossip"]
    # A process of its own, not the worker's --beat: its death must not go unnoticed. No pid file to go stale.
    beat = [*celery, "beat", "--schedule", str(VAR_DIR / "beat-schedule"), "--pidfile", "", "--loglevel", "INFO"]
    return [
        Child("网页服务", LOG_DIR / "web.log", [sys.executable, "-m", *web]),
        Child("后台任务", LOG_DIR / "worker.log", [sys.executable, "-m", *worker], " ready."),
        Child("定时任务", LOG_DIR / "beat.log", [sys.executable, "-m", *beat], "beat: Starting"),
    ]


def stop_all(running: list[Child]) -> None:
    """Ask politely, wait, then take whatever is left of each group. A second Ctrl-C does not interrupt this."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    started = [child for child in running if child.process]
    for child in started:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in started:
        with suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, deadline - time.monotonic()))
        child.signal_group(signal.SIGKILL)
        child.process.wait()


def take_lock():
    """One bin/serve per state folder: two schedulers on one database would do everything twice."""
    lock = (VAR_DIR / "serve.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure(f"门户已经在运行（状态目录 {VAR_DIR}）。请先停止它，或另设 VAR_DIR。") from None
    return lock


def check_port(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        why = "已被别的程序占用" if error.errno == errno.EADDRINUSE else error.strerror
        raise Failure(f"端口 {port} 不能使用（{why}）：请换一个端口，例如 bin/serve --port {port + 1}") from None


def check_disk() -> None:
    """Where there is no room a database and a queue of files fail in words that nobody understands."""
    free = shutil.disk_usage(VAR_DIR).free
    if free <= LEAST_FREE_BYTES:
        least = LEAST_FREE_BYTES // 2**20
        raise Failure(f"磁盘满了：{VAR_DIR} 所在的盘只剩 {free // 2**20} MB，要有 {least} MB。请先腾出空间。")


def demo_password() -> str:
    """From DEMO_PASSWORD, else the one made on the first run and kept readable by its owner alone."""
    path = VAR_DIR / "demo_password"
    if not path.exists():
        path.touch(mode=0o600)
    given = os.environ.get("DEMO_PASSWORD")
    if given or not path.read_text().strip():
        path.write_text(given or secrets.token_urlsafe(9))
    return path.read_text().strip()


def fill_demo() -> None:
    password = demo_password()
    command = [sys.executable, "manage.py", "demo", "--password", password]
    print("正在装入演示数据…", flush=True)
    if subprocess.run(command, cwd=BASE_DIR, env={**os.environ, "DEBUG": "1"}, stdin=subprocess.DEVNULL).returncode:
        raise Failure("演示数据没有装入，原因见上。")
    print(f"演示账号的密码：{password}（保存在 {VAR_DIR / 'demo_password'}）", flush=True)


def status_of(url: str) -> int:
    """0 when nobody answers."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def is_answering(url: str) -> bool:
    return 0 < status_of(url) < 500


def wait_until_ready(running: list[Child], url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not (all(child.is_ready() for child in running) and is_answering(url)):
        for child in running:
            child.check()
        if time.monotonic() > deadline:
            raise Failure(f"门户 {START_SECONDS} 秒内没有应答，正在停止其余部分。日志：{LOG_DIR}")
        time.sleep(0.2)


def tell_start_code(address: str) -> None:
    """A portal that is still empty answers at its welcome; only then Django is started once more for the code."""
    if status_of(f"{address}/welcome/") != 200:
        return
    command = [sys.executable, "manage.py", "start_code"]
    subprocess.run(command, cwd=BASE_DIR, stdin=subprocess.DEVNULL, check=False)


def run(running: list[Child], address: str) -> None:
    for child in running:
        child.start()
    wait_until_ready(running, f"{address}/healthz")
    print(f"党务公开门户：{address}/    （按 Ctrl-C 停止；日志在 {LOG_DIR}）", flush=True)
    tell_start_code(address)
    while True:
        for child in running:
            child.keep_alive(time.monotonic())
            child.rotate()
        time.sleep(0.3)


def ask_to_stop(number, frame) -> None:
    raise Stop


def allow_host(host: str) -> None:
    """An address given on the command line is one the portal answers to."""
    if "ALLOWED_HOSTS" in os.environ or host in {"127.0.0.1", "localhost"}:
        return
    names = ["localhost", "127.0.0.1", socket.gethostname()] + ([] if host == "0.0.0.0" else [host])
    os.environ["ALLOWED_HOSTS"] = ",".join(names)
    if host == "0.0.0.0":
        print(f"只应答这些主机名：{'、'.join(names)}；要用别的，请设环境变量 ALLOWED_HOSTS。")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--demo", action="store_true")
    options = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    running: list[Child] = []
    try:
        lock = take_lock()
        check_port(options.host, options.port)
        allow_host(options.host)
        check_disk()
        if options.demo:
            fill_demo()
        running = children(options.host, options.port)
        shown = "127.0.0.1" if options.host == "0.0.0.0" else options.host
        run(running, f"http://{shown}:{options.port}")
    except Stop:
        print("\n正在停止…", flush=True)
        return 0
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    finally:
        stop_all(running)
        lock = None  # noqa: F841  (held until here)


if __name__ == "__main__":
    sys.exit(main())
