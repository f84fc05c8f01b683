from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "disclosure.deadlines"
    verbose_name = "时限"

    def ready(self):
        """These modules, which need the models, register the system check and the words of the log."""
        from disclosure.deadlines import checks  # noqa: F401, PLC0415
        from disclosure.deadlines.calendar import feed  # noqa: F401, PLC0415
