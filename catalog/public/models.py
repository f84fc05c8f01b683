from catalog.public.open_data.models import OpenDataDump
from catalog.public.webhooks.models import Webhook, WebhookDelivery

__all__ = ["OpenDataDump", "Webhook", "WebhookDelivery"]
