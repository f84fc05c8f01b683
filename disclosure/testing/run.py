"""Everything bin/test does after the packages: preparing databases beside the checks of the code, then the tests on each.

The tests of services and those on PostgreSQL are one process beside those on SQLite: they wait for much, and what reads the
tests and starts Django for the one does it for the other.
With arguments it runs what they select and nothing else: on SQLite, and with servers only where a selected test needs them.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.testing import machine, servers, template

NO_TESTS_COLLECTED = 5
KEY = {"SECRET_KEY": secrets.token_urlsafe(64)}
PRODUCTION = {"HTTPS": "1", "DEBUG": "0", "ALLOWED_HOSTS": "portal.example.org", **KEY}


@dataclass(frozen=True)
class Check:
    label: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


# What bin/setup does last, for the state folder of this run.
PREPARE = Check("set-up", python("bin/prepare.py"))
CHECKS = [
    # The longest first: the others run beside it.
    Check("types", python("-m", "mypy", "--config-file", ".mypy.toml"), KEY),
    Check("ruff check", python("-m", "ruff", "check", ".")),
    Check("ruff format", python("-m", "ruff", "format", "--check", ".")),
    Check("import contracts", python("-c", "from importlinter.cli import lint_imports_command as run; run()")),
    Check("shape", python("-m", "disclosure.testing.shape", "--check", ".shape.toml")),
    Check("templates", python("-m", "djlint", "--lint", "--quiet", "templates")),
    Check("deployment", python("manage.py", "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
]
CHECKS_OF_WHAT_IS_SET_UP = [Check("migrations", python("manage.py", "makemigrations", "--check", "--dry-run"))]


@dataclass
class Report:
    """What went wrong and what could not be tried."""

    failed: list[str] = field(default_factory=list)
    not_exercised: list[str] = field(default_factory=list)
    collected_any: bool = False

    def note(self, label: str, *, passed: bool, seconds: float, output: str = "") -> None:
        print(f"{'ok    ' if passed else 'FAILED'} {label} ({seconds:.0f} s)", flush=True)
        if not passed:
            self.failed.append(label)
            print(output, flush=True)

    def conclude(self) -> int:
        print(f"\nnot exercised: {', '.join(self.not_exercised) or 'nothing'}")
        needed = [name for name in self.not_exercised if name not in machine.OPTIONAL]
        if needed and os.environ.get("CI", "").lower() in {"1", "true"}:
            self.failed.append("this machine lacks " + ", ".join(needed))
        print(f"FAILED: {'; '.join(self.failed)}" if self.failed else "all passed", flush=True)
        return 1 if self.failed else 0


def run_check(report: Report, check: Check) -> bool:
    started = time.monotonic()
    environment = {**os.environ, **check.environment}
    done = subprocess.run(check.command, cwd=servers.BASE_DIR, env=environment, capture_output=True, text=True)
    seconds, output = time.monotonic() - started, done.stdout + done.stderr
    report.note(check.label, passed=done.returncode == 0, seconds=seconds, output=output)
    return done.returncode == 0


def check_and_prepare(report: Report, *, has_postgres: bool) -> bool:
    """Whether there is something to test with: as many processes at once as the machine has processors, none of them idle."""
    with ThreadPoolExecutor(max_workers=parallel()) as pool:
        prepared = pool.submit(run_check, report, PREPARE)
        first, *others = CHECKS
        begun: list[Future] = [pool.submit(run_check, report, first)]
        begun += [pool.submit(template.postgres_template)] if has_postgres else []
        begun += [pool.submit(run_check, report, check) for check in others]
        if prepared.result():
            begun += [pool.submit(template.sqlite_template)]
            begun += [pool.submit(run_check, report, check) for check in CHECKS_OF_WHAT_IS_SET_UP]
    for each in begun:
        each.result()
    return prepared.result()


def parallel() -> int:
    return max(2, os.cpu_count() or 2)


def pytest(arguments: list[str], environment: dict[str, str], **options) -> subprocess.CompletedProcess:
    command = python("-m", "pytest", "-q", *arguments)
    return subprocess.run(command, cwd=servers.BASE_DIR, env={**os.environ, **environment}, **options)


def run_tests(report: Report, label: str, arguments: list[str], **environment: str) -> None:
    print(f"\n== {label}", flush=True)
    conclude_tests(report, label, *timed_pytest(arguments, environment))


def timed_pytest(
    arguments: list[str], environment: dict[str, str], **options
) -> tuple[subprocess.CompletedProcess, float]:
    started = time.monotonic()
    return pytest(arguments, environment, **options), time.monotonic() - started


def conclude_tests(report: Report, label: str, done: subprocess.CompletedProcess, seconds: float) -> None:
    report.collected_any |= done.returncode != NO_TESTS_COLLECTED
    report.note(label, passed=done.returncode in {0, NO_TESTS_COLLECTED}, seconds=seconds)


@contextmanager
def tests_beside(report: Report, label: str, arguments: list[str], **environment: str) -> Iterator[None]:
    """Tests that mostly wait, run while the block runs; what they say is printed after it."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        captured = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        running = pool.submit(timed_pytest, arguments, environment, **captured)
        yield
        done, seconds = running.result()
    print(f"\n== {label}\n{done.stdout}", flush=True)
    conclude_tests(report, label, done, seconds)


@contextmanager
def database_of_services(report: Report) -> Iterator[str | None]:
    """PostgreSQL where the machine has it; the tests of services then run on it, else on SQLite."""
    if "PostgreSQL" in report.not_exercised:
        yield None
    else:
        with template.postgres() as url:
            os.environ[template.TEMPLATE_VARIABLE] = template.POSTGRES_TEMPLATE
            yield url


def run_everything(report: Report) -> None:
    if not check_and_prepare(report, has_postgres="PostgreSQL" not in report.not_exercised):
        return
    with database_of_services(report) as url:
        environment = {"DATABASE_URL": url} if url else {}
        label = "tests of services and on PostgreSQL" if url else "tests of services"
        with tests_beside(report, label, [f"--part={'beside-sqlite' if url else 'services'}"], **environment):
            part = "--part=beside-postgres" if url else "--part=others"
            run_tests(report, "tests on SQLite", [part, "-n", str(parallel())])


def run_first(report: Report, arguments: list[str]) -> dict[str, list[str]]:
    """The tests on SQLite; returns the files in which each part's tests stand, so that others need not read all."""
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.json"
        run_tests(report, "tests on SQLite", [f"--tally={tally}", *arguments])
        return json.loads(tally.read_text()) if tally.exists() else {}


def run_selected(report: Report, arguments: list[str]) -> None:
    """The first run tells which others there is something for."""
    files = run_first(report, ["--part=others", *arguments])
    has_services, is_of_postgres = bool(files.get("services")), bool(files.get("postgres"))
    if not has_services:
        report.not_exercised = [name for name in report.not_exercised if name == "PostgreSQL" and is_of_postgres]
    if has_services or is_of_postgres:
        with database_of_services(report) as url:
            environment = {"DATABASE_URL": url} if url else {}
            if has_services:
                run_tests(report, "tests of services", ["--part=services", *arguments], **environment)
            if is_of_postgres and url:
                run_tests(report, "tests on PostgreSQL", ["--part=postgres", *arguments], **environment)


def main(arguments: list[str]) -> int:
    report = Report(not_exercised=machine.missing())
    os.environ.pop("DATABASE_URL", None)
    if arguments:
        run_selected(report, arguments)
    else:
        run_everything(report)
    if not report.collected_any:
        report.failed.append("no test matches")
    return report.conclude()


if __name__ == "__main__":
    # So that being told to stop still stops the servers.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    sys.exit(main(sys.argv[1:]))
