from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "disclosure.oversight"
    verbose_name = "监督"

    def ready(self):
        from disclosure.oversight.rollout import actions  # noqa: F401, PLC0415  registers the words of the log
