"""Celery's queue of files, which a power cut in the middle of a message does not stop: what cannot be read is logged and passed over."""

import logging
import os
import uuid
from time import monotonic

from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    def _put(self, queue, *given, **kwargs):
        """In one move: no reader finds half of it."""
        (message,) = given
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        aside = os.path.join(self.data_folder_out, f"{name}.new")
        with open(aside, "wb") as file:
            file.write(dumps(message).encode())
        os.replace(aside, os.path.join(self.data_folder_out, name))

    def _get(self, queue, timeout=None):
        while True:
            try:
                return super()._get(queue)
            except ValueError:
                # The file is gone with the reading of it; the database knows what there is to do.
                logger.error("A message of the queue %s could not be read and was passed over", queue)

    def get_table(self, exchange):
        try:
            return super().get_table(exchange)
        except ValueError:
            return []

    def _queue_bind(self, exchange, routing_key, pattern, queue):
        try:
            super()._queue_bind(exchange, routing_key, pattern, queue)
        except ValueError:
            self._exchange_file(exchange).unlink(missing_ok=True)
            super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel
