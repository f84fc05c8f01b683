"""Signing in by the identity provider that the place has already (OpenID Connect), beside passwords.

The provider says who somebody is, and nothing else: it makes no account, gives no post, and lets no administrator in. Without
``OIDC_ISSUER`` its pages are not there.
"""
