"""How gunicorn serves the portal, in ``bin/serve`` as in production (``--config python:disclosure.web_server``): what it logs, and where
its processes put their numbers for ``/metrics``."""

import os
import shutil
from functools import cache

from django.conf import settings
from django.urls import reverse
from gunicorn.glogging import Logger

from disclosure.health.log_lines import masked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")


@cache
def never_logged() -> str:
    """A ballot is cast by nobody known, at no time that is written down (docs/secrecy-of-the-vote.md)."""
    return reverse("oversight:ballot")


class AccessLog(Logger):
    """No query, no referrer and no secret of an address."""

    def access(self, resp, req, environ, request_time):
        path = environ.get("PATH_INFO", "")
        if path != never_logged():
            super().access(resp, req, {**environ, "PATH_INFO": masked(path)}, request_time)


accesslog = "-"
access_log_format = "%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
logger_class = AccessLog
control_socket_disable = True


def on_starting(server) -> None:
    """The workers that come inherit the folder; what stands there is of the last run."""
    folder = settings.VAR_DIR / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
