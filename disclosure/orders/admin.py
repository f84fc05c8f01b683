from disclosure.orders.staff.admin import OrderAdmin

__all__ = ["OrderAdmin"]
