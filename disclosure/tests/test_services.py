"""The parts that only prove themselves when they really run: worker, brokers, database, browser."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from disclosure.notices.models import Digest, Notice

MAIL_DIGESTS = settings.CELERY_BEAT_SCHEDULE["mail-notices"]["task"]


def a_person_with_an_unmailed_notice():
    secretary = get_user_model().objects.create_user("secretary", email="secretary@example.org")
    Notice.objects.create(recipient=secretary, key="due:1", title="第四季度党费收缴应公开", created_at=timezone.now())
    return secretary


def assert_worker_mails_the_digest_once(worker):
    secretary = a_person_with_an_unmailed_notice()
    worker.send(MAIL_DIGESTS)
    worker.send(MAIL_DIGESTS)
    worker.wait_until(Digest.objects.filter(recipient=secretary, sent_at__isnull=False).exists)
    worker.wait_until(lambda: worker.log.count(" succeeded in ") == 2)
    assert len(list((worker.folder / "mail").iterdir())) == 1
    assert Notice.objects.get().mailed_at is not None


def test_a_worker_on_the_embedded_broker_does_the_job_once_though_asked_twice(start_worker):
    assert_worker_mails_the_digest_once(start_worker("filesystem://"))


def test_a_worker_on_redis_does_the_job_once_though_asked_twice(start_worker, redis_url):
    assert_worker_mails_the_digest_once(start_worker(redis_url))


def test_chromium_is_led_to_the_sign_in_page_under_a_strict_policy(page):
    response = page.goto("/admin/")
    assert response.status == 200
    assert "login" in page.url
    assert "default-src 'self'" in response.headers["content-security-policy"]
