"""bin/chaos: how many writes were acknowledged, lost and doubled."""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.testing import servers
from disclosure.testing.chaos.http import Browser, Unanswered
from disclosure.testing.chaos.kinds import COLUMNS, KINDS, Refused, World
from disclosure.testing.chaos.portal import Portal
from disclosure.testing.servers import BASE_DIR
from disclosure.testing.visitor import Visitor

CLIENTS = 6


@dataclass
class Tally:
    """Markers by kind: those whose writing was acknowledged, and all that were tried."""

    acknowledged: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    tried: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    refused: list[str] = field(default_factory=list)


def write_all(base: str, world: World, writes: int, seed: int) -> Tally:
    """By several clients at once, each kind as often as the others."""
    tally, numbers, lock = Tally(), iter(range(writes)), threading.Lock()

    def work() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            kind = sorted(KINDS)[number % len(KINDS)]
            marker = f"演练{seed}之{number:06d}"
            write, who = KINDS[kind]
            tally.tried[kind].append(marker)
            try:
                browser = Browser(base, address_of(number), world["sessions"].get(who, ""))
                write(Visitor(browser), world, marker)
            except (Refused, Unanswered, AssertionError) as error:
                tally.refused.append(f"{kind} {marker}: {error}")
            else:
                tally.acknowledged[kind].append(marker)

    threads = [threading.Thread(target=work) for _number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def address_of(number: int) -> str:
    return f"127.1.{number // 250 % 250}.{number % 250 + 1}"


def world(environment: dict[str, str], what: str, given: object = None) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "disclosure.testing.chaos.world", what], cwd=BASE_DIR, env={**os.environ, **environment},
        input=json.dumps(given), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def judge(tally: Tally, found: dict[str, dict[str, int]]) -> tuple[list[str], list[str]]:
    """Markers that were acknowledged and are not there; markers that are there more than once."""
    lost = [marker for kind, markers in tally.acknowledged.items() for marker in markers if not found[kind].get(marker)]
    doubled = [marker for rows in found.values() for marker, times in rows.items() if times > 1]
    return lost, doubled


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/chaos")
    parser.add_argument("--writes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL and Redis instead of SQLite and files")
    parser.add_argument("--calm", action="store_true", help="nobody is killed")
    options = parser.parse_args()
    random.seed(options.seed)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos")))
        environment = {
            "VAR_DIR": str(folder),
            "PROOF_OF_WORK_BITS": "4",
            "DJANGO_SETTINGS_MODULE": "disclosure.settings",
        }
        if options.postgres:
            environment["DATABASE_URL"] = stack.enter_context(servers.postgres(is_durable=True))
            redis = stack.enter_context(servers.redis(folder))
            environment |= {"REDIS_URL": redis, "CELERY_BROKER_URL": redis}
        prepare = [sys.executable, "bin/prepare.py"]
        subprocess.run(prepare, cwd=BASE_DIR, env={**os.environ, **environment}, check=True, capture_output=True)
        given, port = world(environment, "fill"), servers.free_port()
        portal = Portal(port, environment, folder / "chaos.log", options.seed)
        with portal.running(is_killed=not options.calm):
            tally = write_all(f"http://127.0.0.1:{port}/", given, options.writes, options.seed)
        found = world(environment, "count", tally.tried)
    lost, doubled = judge(tally, found)
    report(options, portal, tally, found, lost, doubled)
    return 1 if lost or doubled or tally.refused else 0


def report(options, portal: Portal, tally: Tally, found: dict, lost: list[str], doubled: list[str]) -> None:
    killed = "，".join(f"{name} {times}" for name, times in portal.killed.most_common())
    print(f"seed {options.seed}; killed {portal.killed.total()} ({killed}); portal started {portal.starts} times")
    print(f"requests sent again {Browser.repeats}")
    for kind in sorted(COLUMNS):
        rows = Counter(found[kind].values())
        print(
            f"  {kind}: tried {len(tally.tried[kind])}, acknowledged {len(tally.acknowledged[kind])}, rows {rows.total()}"
        )
    print(f"acknowledged {sum(map(len, tally.acknowledged.values()))}, lost {len(lost)}, doubled {len(doubled)}")
    for line in (*lost, *doubled, *tally.refused):
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
