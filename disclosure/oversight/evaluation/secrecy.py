"""Slips, codes and seals: what keeps a ballot secret and yet counted once. What is stored where and against whom it holds:
``docs/secrecy-of-the-vote.md``. Curve25519 and XSalsa20-Poly1305 by libsodium (PyNaCl's ``SealedBox``).

A slip is 100 random bits, written down by a person and never stored; ballots are sealed to the public keys of two. A code is
45 random bits and 35 bits that prove it genuine; of it nothing is stored until it is used.
"""

import hmac
import secrets
from hashlib import sha256

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from disclosure.organizations.start_codes.letters import LETTERS, grouped, letters_of, read
from disclosure.web.whole_numbers import whole_number

SLIP, RANDOM, PROOF = 20, 9, 7


class WrongSlip(Exception):
    """The slips do not open what was sealed."""


# --- slips and seals ---


def new_slip() -> str:
    return grouped(letters_of(secrets.token_bytes(16), SLIP))


def is_slip(text: str) -> bool:
    found = read(text)
    return len(found) == SLIP and set(found) <= set(LETTERS)


def private_key(slip: str) -> PrivateKey:
    return PrivateKey(sha256(f"slip:{read(slip)}".encode()).digest())


def public_key(slip: str) -> str:
    """In hexadecimal digits."""
    return bytes(private_key(slip).public_key).hex()


def seal(plain: bytes, *public_keys: str) -> bytes:
    """To all of them: the last key opens first."""
    for key in public_keys:
        plain = SealedBox(PublicKey(bytes.fromhex(key))).encrypt(plain)
    return plain


def unseal(sealed: bytes, *slips: str) -> bytes:
    """``slips`` in the order of the keys it was sealed to."""
    try:
        for slip in reversed(slips):
            sealed = SealedBox(private_key(slip)).decrypt(sealed)
    except CryptoError as error:
        raise WrongSlip from error
    return sealed


# --- codes ---


def new_number() -> str:
    """What a form for taking a code carries and nothing stores."""
    return secrets.token_hex(16)


def mark_of(number: str) -> str:
    """What the roll keeps of it, so that the same form gives the same code again. It says nothing of the code."""
    return sha256(f"roll:{number}".encode()).hexdigest()


def code_of(evaluation_id: int, key: str, number: str) -> str:
    """12-7KQ3-0D9X-WM4T-5B2E: the round, then what is random, then its proof."""
    random = letters_of(sha256(f"code:{number}".encode()).digest(), RANDOM)
    return f"{evaluation_id}-{grouped(random + proof_of(evaluation_id, key, random))}"


def proof_of(evaluation_id: int, key: str, random: str) -> str:
    digest = hmac.new(bytes.fromhex(key), f"{evaluation_id}:{random}".encode(), sha256).digest()
    return letters_of(digest, PROOF)


def parts_of(text: str) -> tuple[int, str] | None:
    """The round and the letters of a code as typed; None for what is none."""
    found = read(text)
    number, letters = found[: -RANDOM - PROOF], found[-RANDOM - PROOF :]
    evaluation_id = whole_number(number)
    if evaluation_id is None or not set(letters) <= set(LETTERS):
        return None
    return evaluation_id, letters


def is_genuine(evaluation_id: int, key: str, letters: str) -> bool:
    proof = proof_of(evaluation_id, key, letters[:RANDOM]) if key else ""
    return hmac.compare_digest(proof, letters[RANDOM:])
