from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "disclosure.accounts"
    verbose_name = "账号"

    def ready(self):
        """The table and the words of the log, wherever they are read."""
        from disclosure.accounts import actions, tokens  # noqa: F401, PLC0415
