from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "disclosure.accounts"
    verbose_name = "账号"

    def ready(self):
        """The table, so that its words are in the log wherever a reset is read."""
        from disclosure.accounts import actions  # noqa: F401, PLC0415
