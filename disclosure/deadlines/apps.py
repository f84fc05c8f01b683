from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "disclosure.deadlines"
    verbose_name = "时限"

    def ready(self):
        from disclosure.deadlines import checks  # noqa: F401, PLC0415  registers the system check, which needs the models
