from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "disclosure.orders"
    verbose_name = "整改"

    def ready(self):
        """The table, so that its words are in the log wherever an order is read."""
        from disclosure.orders import actions, evidence  # noqa: F401, PLC0415
