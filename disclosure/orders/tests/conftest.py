"""Files to send, kept where each test has its own place."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def upload(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    return lambda name: SimpleUploadedFile(name, f"{name}：公开栏已经换成大字。".encode())
