"""Taking a file in, in one order everywhere: asked whether it may be kept, looked through with nothing locked, then kept."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from disclosure.files.kinds import FileRefused
from disclosure.files.store import Received, received


def take_in(
    upload: UploadedFile, *, may: Callable[[str], object], keep: Callable[[Received], object], field: str = "file"
):
    """What ``keep`` made of the file. ``may`` is asked by its name first, so that nobody's file is looked through in vain;
    ``keep`` asks again behind its lock. Looking through may take seconds: nobody waits for another's large file.

    Raises ``ValidationError`` at ``field`` for a file that may not be kept, and what ``may`` and ``keep`` raise.
    """
    with transaction.atomic():
        may(upload.name)
    try:
        with received(upload.chunks(), upload.name) as file:
            return keep(file)
    except FileRefused as error:
        raise ValidationError({field: str(error)}) from error
