from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "disclosure.oversight"
    verbose_name = "监督"

    def ready(self):
        """The Celery application, to which tasks are bound, and the words of the log."""
        from disclosure import celery  # noqa: F401, PLC0415
        from disclosure.oversight.rollout import actions  # noqa: F401, PLC0415
