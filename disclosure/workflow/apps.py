from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "disclosure.workflow"
    verbose_name = "办理流程"

    def ready(self):
        from disclosure.workflow import checks  # noqa: F401, PLC0415  registers the system check
