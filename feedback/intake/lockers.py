"""What is kept for one browser, and opens by the secret in its cookie alone: no row says whose it is, or at what time it was put there.

A locker is named by a public key, so that whoever knows the name puts something in (a process of the background too), and only
whoever has the secret reads it. Of a person who is signed in it opens while they are.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from hashlib import blake2b
from secrets import token_urlsafe
from typing import Any

from nacl.encoding import HexEncoder
from nacl.public import PrivateKey, PublicKey, SealedBox

from feedback.intake.models import Locker

# Days behind the one on which something was put in.
KEPT = timedelta(days=1)
LONGEST = 64


def new_secret() -> str:
    return token_urlsafe(32)


def private_key(secret: str, whose: int | None) -> PrivateKey:
    """``whose``: the key of who is signed in."""
    said = f"{whose or ''}:{secret}".encode()
    return PrivateKey(blake2b(said, digest_size=PrivateKey.SIZE, person=b"locker").digest())


def name_of(secret: str, whose: int | None) -> str:
    return private_key(secret, whose).public_key.encode(HexEncoder).decode()


def put(name: str, content: Mapping[str, Any], *, on: date) -> None:
    """In place of what was there."""
    said = json.dumps(content, ensure_ascii=False).encode()
    sealed = SealedBox(PublicKey(name.encode(), HexEncoder)).encrypt(said, HexEncoder).decode()
    Locker.objects.update_or_create(name=name, defaults={"sealed": sealed, "until_on": on + KEPT})


def content_of(secret: str, whose: int | None) -> Mapping[str, Any] | None:
    row = Locker.objects.filter(name=name_of(secret, whose)).first()
    if row is None:
        return None
    return json.loads(SealedBox(private_key(secret, whose)).decrypt(row.sealed.encode(), HexEncoder))


def empty(*names: str) -> None:
    Locker.objects.filter(name__in=names).delete()


def forget(*, on: date) -> int:
    """A job of the nightly sweep."""
    return Locker.objects.filter(until_on__lt=on).delete()[0]
