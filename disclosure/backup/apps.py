from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "disclosure.backup"
    verbose_name = "备份"
