"""Uploads end at the limit: what comes beyond it is read off the line and thrown away, never written down."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that keep the file. The file ends up just over the limit and is refused with a sentence."""

    chunk_size = 64 * 1024

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.BODY_MAX_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes were announced")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        is_over = self.size > settings.ATTACHMENT_MAX_BYTES
        self.size += len(raw_data)
        return None if is_over else raw_data

    def file_complete(self, file_size):
        return None
