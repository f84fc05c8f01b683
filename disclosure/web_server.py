"""How gunicorn serves the portal, in ``bin/serve`` as in production (``--config python:disclosure.web_server``): what it logs, where
its processes put their numbers for ``/metrics``, and in how many threads they answer.

A process without threads answers nobody else while a browser that has connected beforehand says nothing; gunicorn's own threads
wait for it five seconds each.
"""

import os
import shutil
import socket
import struct

from django.conf import settings
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import _DEFER, ThreadWorker

from disclosure.audit.middleware import is_unnamed
from disclosure.health.log_lines import masked

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")


class AccessLog(Logger):
    """No query, no referrer and no secret of an address; nothing of the pages on which somebody writes or votes who may stay unknown:
    an address and a second would say who it was (docs/secrecy-of-the-vote.md)."""

    def access(self, resp, req, environ, request_time):
        path = environ.get("PATH_INFO", "")
        if not is_unnamed(path):
            super().access(resp, req, {**environ, "PATH_INFO": masked(path)}, request_time)


# So long a request that has begun may pause; then its connection is closed and the thread is free.
RECEIVE_SECONDS = 10


class Worker(ThreadWorker):
    """A connection waits for its first byte beside the threads, not in one: ``keepalive`` seconds, then it is closed."""

    def handle(self, conn):
        if not (conn.initialized or conn.data_ready or conn.wait_for_data(0)):
            return _DEFER
        # By the system, for gunicorn lifts a time-out of Python's before it reads.
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", RECEIVE_SECONDS, 0))
        return super().handle(conn)


worker_class, threads, keepalive = Worker, 4, 5
# Seconds. To look through a large attachment takes up to 40, to pack an archive longer: more than the usual 30.
timeout = 120
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
