from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "disclosure.deadlines"
    verbose_name = "时限"
