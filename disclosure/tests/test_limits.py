"""Time and size: each limit is larger than what stands behind it, in the settings, in gunicorn and in nginx."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.files.inspection import GRACE, SECONDS
from disclosure.testing.servers import BASE_DIR
from feedback.cases.public.asking.waiting import GOES_ON, PATIENCE
from feedback.intake.line import LEASE

GUNICORN_LEAVES = 30  # seconds, where it is told nothing else


def seconds_of(words: str) -> int:
    found = re.search(r"--timeout\W+(\d+)", words)
    return int(found[1]) if found else GUNICORN_LEAVES


@pytest.mark.parametrize("name", ["deploy/portal-web.service", "bin/supervise.py"])
def test_a_worker_of_the_web_outlives_the_longest_inspection(name):
    assert seconds_of((BASE_DIR / name).read_text()) > SECONDS + GRACE + 2


def test_who_looks_through_letters_ends_before_another_takes_over_and_before_celery_ends_it():
    a_letter = settings.LETTER_FILES_MOST * PATIENCE + SECONDS + GRACE
    assert LEASE.total_seconds() > a_letter
    assert GOES_ON.total_seconds() + a_letter < settings.CELERY_TASK_SOFT_TIME_LIMIT


def test_nginx_lets_through_what_the_portal_takes_and_no_more():
    words = (BASE_DIR / "deploy/nginx.conf.example").read_text()
    assert {int(size) * 2**20 for size in re.findall(r"client_max_body_size (\d+)m;", words)} == {
        settings.BODY_MAX_BYTES
    }
    assert settings.BODY_MAX_BYTES > settings.ATTACHMENT_MAX_BYTES
    assert settings.BODY_MAX_BYTES > settings.LETTER_FILES_MOST * settings.LETTER_FILE_MAX_BYTES


@pytest.mark.django_db
def test_a_request_that_announces_more_is_answered_unread(client, settings):
    settings.BODY_MAX_BYTES = 1000
    answer = client.post("/requests/track/", {"code": "A", "file": SimpleUploadedFile("大.txt", b"x" * 2000)})
    assert answer.status_code == 413 and "太大" in answer.content.decode()
    assert client.post("/requests/track/", {"code": "A"}).status_code == 200
