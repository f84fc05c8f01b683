"""Where the provider's own pages are, as it tells itself (OpenID Connect Discovery 1.0). Asked once an hour, and only when needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.cache import cache

KEPT_SECONDS = 3600
KEY = "single-sign-on-provider"
# Signatures by the provider's own key; one by the shared secret, or none at all, is not taken.
ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "PS384", "RS512", "ES512", "PS512")


class ProviderFault(Exception):
    """The provider does not answer, or not as it should. The message is for the log."""


@dataclass(frozen=True)
class Provider:
    """Addresses of its pages."""

    authorization: str
    token: str
    user: str
    keys: str


def provider() -> Provider:
    """ProviderFault: it cannot be asked."""
    found = cache.get(KEY)
    if found is None:
        found = read(settings.OIDC_ISSUER.rstrip("/"))
        cache.set(KEY, found, KEPT_SECONDS)
    return found


def read(issuer: str) -> Provider:
    try:
        told = read_json(f"{issuer}/.well-known/openid-configuration")
    except (requests.RequestException, ValueError) as error:
        raise ProviderFault(f"{type(error).__name__}: {issuer}") from error
    return understood(told, issuer)


def read_json(address: str):
    answer = requests.get(address, timeout=settings.OIDC_TIMEOUT, verify=settings.OIDC_VERIFY_SSL)
    answer.raise_for_status()
    return answer.json()


def understood(told: Mapping[str, str], issuer: str) -> Provider:
    """Another issuer's words would make its people ours."""
    if told.get("issuer", "").rstrip("/") != issuer:
        raise ProviderFault(f"{issuer} calls itself {told.get('issuer')}")
    names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
    addresses = [str(told.get(name, "")) for name in names]
    schemes = {"https"} if settings.SESSION_COOKIE_SECURE else {"https", "http"}
    if wrong := [
        name for name, address in zip(names, addresses, strict=True) if urlsplit(address).scheme not in schemes
    ]:
        raise ProviderFault(f"{issuer} names no address to use: {', '.join(wrong)}")
    return Provider(*addresses)
