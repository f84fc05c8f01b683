"""A trial from outside: taken up by the worker, played in a process of its own, ended whatever comes of it."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.utils import timezone

from disclosure.oversight.rehearsal.process.running import environment, prepared
from disclosure.oversight.trials.actions import end_trial, hear, take_up
from disclosure.oversight.trials.given import given_for
from disclosure.oversight.trials.models import Trial
from disclosure.workflow.kit import SYSTEM, NotNow

logger = logging.getLogger(__name__)
PACKAGE = "disclosure.oversight.trials"
LONGEST = 600.0
Outcome = Trial.Outcome
FAILED = "试运行时出了错。请核对方案的各项规则；还是不行，请告诉系统管理员。"
TOO_LONG = "十分钟还没有算完，已经停下。"


class Stopped(Exception):
    """It was ended when its time was over."""


def play_trial(pk: int, *, seconds: float = LONGEST) -> None:
    """May be called twice; the second time does nothing. ``seconds``: how long it may take."""
    trial = Trial.objects.get(pk=pk)
    now = timezone.now()
    try:
        trial = take_up(trial, by=SYSTEM, now=now)
    except NotNow:
        return
    try:
        result = played(trial, seconds)
    except Stopped:
        end(trial, Outcome.TOO_LONG, TOO_LONG)
    except Exception:
        logger.exception("trial %s failed", pk)
        end(trial, Outcome.FAILED, FAILED)
    else:
        end(trial, Outcome.DONE, result=result)


def end(trial: Trial, outcome: str, said: str = "", result: Mapping[str, Any] | None = None) -> None:
    """Nothing where it has been given up for lost meanwhile."""
    try:
        end_trial(trial, outcome=outcome, said=said, result=result, by=SYSTEM, now=timezone.now())
    except NotNow:
        logger.warning("trial %s had ended before", trial.pk)


def played(trial: Trial, seconds: float) -> Mapping[str, Any]:
    """Raises ``Stopped``; whatever else is raised, is a fault. Getting ready counts too."""
    given, over_at = given_for(trial), monotonic() + seconds
    with prepared("empty", trial.first_on, cache=settings.VAR_DIR / "rehearsal") as (folder, url):
        hear(trial, 0, now=timezone.now())
        file = folder / "given.json"
        file.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        result: Mapping[str, Any] | None = None
        for found in lines_of([str(file)], environment(folder, url), folder, max(over_at - monotonic(), 0)):
            if isinstance(found, int):
                hear(trial, found, now=timezone.now())
            else:
                result = found
    if result is None:
        raise RuntimeError("no result")
    return result


def lines_of(arguments: list[str], env: Mapping[str, str], folder: Path, seconds: float) -> Iterator[Any]:
    """What the process prints, line by line as it comes; it is ended after so many seconds, and when nobody reads on."""
    command = [sys.executable, "-m", PACKAGE, *arguments]
    log = folder / "errors.txt"
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8")
        with ended_after(process, seconds) as stopped:
            assert process.stdout is not None
            with closing(process.stdout) as lines:
                yield from map(json.loads, lines)
            status = process.wait()
    if stopped.is_set():
        raise Stopped
    if status:
        raise RuntimeError(log.read_text(encoding="utf-8")[-2000:])


@contextmanager
def ended_after(process: subprocess.Popen, seconds: float) -> Iterator[threading.Event]:
    """The event is set where the time was over first."""
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        process.kill()

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        yield stopped
    finally:
        timer.cancel()
        process.kill()
        process.wait()
