from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "disclosure.health"
    verbose_name = "运行情况"

    def ready(self):
        """Scheduler and worker leave signs of life."""
        from disclosure.health import celery_signs  # noqa: F401, PLC0415
