"""Taking a file in, in one order everywhere: asked whether it may be kept, inspected with nothing locked, then kept."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from disclosure.files.kinds import FileRefused
from disclosure.files.store import Received, received


def take_in(
    upload: UploadedFile, *, may: Callable[[str], object], keep: Callable[[Received], object], field: str = "file"
):
    """What ``keep`` made of the file. ``may`` is asked by its name first, ``keep`` asks again behind its lock; between the two
    the file is inspected, which may take seconds.

    Raises ``ValidationError`` at ``field`` for a file that may not be kept, and what ``may`` and ``keep`` raise.
    """
    with transaction.atomic():
        may(upload.name)
    try:
        with received(upload.chunks(), upload.name) as file:
            return keep(file)
    except FileRefused as error:
        raise ValidationError({field: str(error)}) from error
