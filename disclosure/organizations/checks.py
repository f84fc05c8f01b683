"""System check of the networks in the environment, which are read at every request."""

import ipaddress

from django.conf import settings
from django.core import checks


def unreadable(networks: list[str]) -> list[str]:
    found = []
    for network in networks:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            found.append(network)
    return found


@checks.register(checks.Tags.security)
def networks_are_readable(app_configs, **kwargs):
    given = {"INTRANET_NETWORKS": settings.INTRANET_NETWORKS, "TRUSTED_PROXY": [settings.TRUSTED_PROXY or "127.0.0.1"]}
    return [
        checks.Error(
            f"{name} 里的“{network}”不是网段。",
            hint="写成 10.0.0.0/8 这样的形式，多个用逗号隔开。",
            id="organizations.E001",
        )
        for name, networks in given.items()
        for network in unreadable(networks)
    ]
