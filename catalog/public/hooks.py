"""What the public pages add to the packages below them."""

from catalog.public.finding import places
from catalog.public.open_data import hooks as open_data
from catalog.public.webhooks import telling


def register() -> None:
    for part in (places, open_data, telling):
        part.register()
