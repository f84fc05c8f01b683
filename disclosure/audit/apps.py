from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "disclosure.audit"
    verbose_name = "审计"
