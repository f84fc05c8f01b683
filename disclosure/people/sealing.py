"""What is kept encrypted (libsodium's secretbox) under keys made from SECRET_KEY: workbooks, telephones as sign-in names, and who wrote.

Sealed is under SECRET_KEY; opened also under each of SECRET_KEY_FALLBACKS, until ``manage.py reseal`` has sealed everything anew.
Without its key nothing of it opens.
"""

from collections.abc import Iterator
from hashlib import blake2b

from django.conf import settings
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from nacl.utils import random

WORKBOOK, TELEPHONE, SENDER = b"workbook", b"telephone", b"sender"


def key_for(purpose: bytes, secret: str = "") -> bytes:
    """``secret``: another than the portal's own of today."""
    secret = secret or settings.SECRET_KEY
    return blake2b(secret.encode(), digest_size=SecretBox.KEY_SIZE, person=purpose).digest()


def keys_for(purpose: bytes) -> Iterator[bytes]:
    """Today's first, then the former ones."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield key_for(purpose, secret)


def mark_of(key: bytes) -> str:
    """Tells keys apart, and nothing else of them."""
    return blake2b(key, digest_size=4).hexdigest()


def seal(data: bytes, purpose: bytes) -> bytes:
    return SecretBox(key_for(purpose)).encrypt(data, random(SecretBox.NONCE_SIZE))


def seal_alike(data: bytes, purpose: bytes) -> bytes:
    """The same data always gives the same bytes, so that they can be looked for; the nonce is a keyed digest of the data."""
    return sealed_alike(data, key_for(purpose))


def sealed_alike(data: bytes, key: bytes) -> bytes:
    nonce = blake2b(data, digest_size=SecretBox.NONCE_SIZE, key=key).digest()
    return SecretBox(key).encrypt(data, nonce)


def unseal(sealed: bytes, purpose: bytes) -> bytes:
    """Raises ``nacl.exceptions.CryptoError`` where no key is the right one."""
    return opened(sealed, purpose)[0]


def opened(sealed: bytes, purpose: bytes) -> tuple[bytes, bool]:
    """With whether it was sealed under today's key. Raises ``CryptoError``."""
    for number, key in enumerate(keys_for(purpose)):
        try:
            return SecretBox(key).decrypt(sealed), number == 0
        except CryptoError:
            continue
    raise CryptoError("no key opens this")
