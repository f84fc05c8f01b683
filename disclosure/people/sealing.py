"""What is kept encrypted (libsodium's secretbox) under keys made from SECRET_KEY: workbooks, and telephones as sign-in names.

Another SECRET_KEY opens nothing of it: telephones are then imported anew.
"""

from hashlib import blake2b

from django.conf import settings
from nacl.secret import SecretBox
from nacl.utils import random

WORKBOOK, TELEPHONE = b"workbook", b"telephone"


def key_for(purpose: bytes) -> bytes:
    return blake2b(settings.SECRET_KEY.encode(), digest_size=SecretBox.KEY_SIZE, person=purpose).digest()


def seal(data: bytes, purpose: bytes) -> bytes:
    return SecretBox(key_for(purpose)).encrypt(data, random(SecretBox.NONCE_SIZE))


def seal_alike(data: bytes, purpose: bytes) -> bytes:
    """The same data always gives the same bytes, so that they can be looked for; the nonce is a keyed digest of the data."""
    nonce = blake2b(data, digest_size=SecretBox.NONCE_SIZE, key=key_for(purpose)).digest()
    return SecretBox(key_for(purpose)).encrypt(data, nonce)


def unseal(sealed: bytes, purpose: bytes) -> bytes:
    """Raises ``nacl.exceptions.CryptoError`` under another key."""
    return SecretBox(key_for(purpose)).decrypt(sealed)
