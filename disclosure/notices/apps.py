from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "disclosure.notices"
    verbose_name = "消息"
