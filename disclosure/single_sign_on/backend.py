"""Whose account the provider vouches for."""

from collections.abc import Mapping
from typing import Any

import jwt
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import SuspiciousOperation
from django.utils.functional import cached_property
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import has_password
from disclosure.single_sign_on.provider import ALGORITHMS, Provider, provider, read_json


class SingleSignOn(OIDCAuthenticationBackend):
    """The library's exchange of codes, with what it leaves out: discovery, the audience, and nobody made or changed."""

    def __init__(self):
        """Every sign-in by password makes one too: nothing is asked of the provider here."""
        self.UserModel = User

    @cached_property
    def provider(self) -> Provider:
        return provider()

    # Under the library's own names, and asked when they are used.
    OIDC_OP_TOKEN_ENDPOINT = property(lambda self: self.provider.token)
    OIDC_OP_USER_ENDPOINT = property(lambda self: self.provider.user)
    OIDC_OP_JWKS_ENDPOINT = property(lambda self: self.provider.keys)
    OIDC_RP_CLIENT_ID = property(lambda self: settings.OIDC_RP_CLIENT_ID)
    OIDC_RP_CLIENT_SECRET = property(lambda self: settings.OIDC_RP_CLIENT_SECRET)

    def authenticate(self, request, **kwargs):
        """None without a nonce: no sign-in by password is taken for one of the provider's."""
        return super().authenticate(request, **kwargs) if kwargs.get("nonce") else None

    def retrieve_matching_jwk(self, token: str) -> jwt.PyJWK:
        """Named in the token; a provider with one key need not name it (OpenID Connect Core 1.0, 10.1)."""
        name = jwt.get_unverified_header(token).get("kid")
        found = [
            key
            for key in jwt.PyJWKSet.from_dict(read_json(self.OIDC_OP_JWKS_ENDPOINT)).keys
            if name in {None, key.key_id}
        ]
        if len(found) != 1:
            raise SuspiciousOperation("single sign-on: signed by an unknown key")
        return found[0]

    def verify_token(self, token: str, **kwargs) -> Mapping[str, Any]:
        """SuspiciousOperation: it is not the provider's, not for this portal, over, or an answer to somebody else's question."""
        try:
            key = self.retrieve_matching_jwk(token)
            issuer = [settings.OIDC_ISSUER.rstrip("/"), settings.OIDC_ISSUER.rstrip("/") + "/"]
            payload = jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=self.OIDC_RP_CLIENT_ID, issuer=issuer, leeway=60, options={"require": ["exp", "iat", "iss", "aud", "sub"]}
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise SuspiciousOperation(f"single sign-on: {type(error).__name__}") from error
        if payload.get("nonce") != kwargs.get("nonce"):
            raise SuspiciousOperation("single sign-on: another nonce")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """What the signed token says; where it does not name the person, what the provider tells of the same one."""
        if payload.get(settings.OIDC_CLAIM):
            return payload
        told = super().get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload["sub"]:
            raise SuspiciousOperation("single sign-on: told of somebody else")
        return told

    def verify_claims(self, claims: Mapping[str, Any]) -> bool:
        return bool(claims.get(settings.OIDC_CLAIM))

    def filter_users_by_claims(self, claims: Mapping[str, Any]):
        """An administrator is nobody here: whoever runs the provider does not run the portal too. Nor is who has no password, or
        has it reset just now: a code on paper comes first."""
        named = User.objects.filter(username=str(claims[settings.OIDC_CLAIM]), is_active=True)
        found = named.filter(administrator=User.Administrator.NONE, is_superuser=False)
        return [person for person in found if has_password(person)]

    def get_user(self, user_id):
        """Nobody who is not active any more, as by password."""
        return ModelBackend.get_user(self, user_id)

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        """What somebody may do does not depend on how they signed in."""
        return False

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        return set()
