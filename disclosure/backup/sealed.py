"""A file that opens with a passphrase only: libsodium's secretstream (XChaCha20-Poly1305) under a key by argon2id.

The head is ``MAGIC``, salt, two costs (8 bytes each) and the stream's header; then pieces of 64 KiB, the last marked as such:
what was changed, cut off or put in another order does not open.
"""

import io
import struct
from typing import BinaryIO

from nacl import bindings, pwhash
from nacl.exceptions import CryptoError
from nacl.utils import random

ADDED = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
KEY = bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
init_pull = bindings.crypto_secretstream_xchacha20poly1305_init_pull
init_push = bindings.crypto_secretstream_xchacha20poly1305_init_push
pull = bindings.crypto_secretstream_xchacha20poly1305_pull
push = bindings.crypto_secretstream_xchacha20poly1305_push
new_state = bindings.crypto_secretstream_xchacha20poly1305_state

MAGIC = b"DWGK-BACKUP-1\n\n\n"
COSTS = struct.Struct(">QQ")
PIECE = 64 * 1024
# What a passphrase costs to try: rounds, and bytes of memory. A file that asks for more is not one of ours.
ROUNDS, MEMORY = pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
MOST_ROUNDS, MOST_MEMORY = 20, 2**30


class Unreadable(Exception):
    """The file cannot be read, or not with this passphrase; the message is for the person."""


def is_sealed(file: BinaryIO) -> bool:
    found = file.read(len(MAGIC)) == MAGIC
    file.seek(0)
    return found


class Sealing(io.RawIOBase):
    """Takes what is to be read by nobody else; complete once it is closed."""

    def __init__(self, file: BinaryIO, passphrase: str):
        salt = random(pwhash.argon2id.SALTBYTES)
        head = MAGIC + salt + COSTS.pack(ROUNDS, MEMORY)
        self.file, self.stream, self.kept = file, new_state(), bytearray()
        file.write(head + init_push(self.stream, key_of(passphrase, salt, ROUNDS, MEMORY)))

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.kept += data
        while len(self.kept) > PIECE:
            self.file.write(push(self.stream, bytes(self.kept[:PIECE]), tag=MORE))
            del self.kept[:PIECE]
        return len(data)

    def finish(self) -> None:
        self.file.write(push(self.stream, bytes(self.kept), tag=LAST))
        self.kept.clear()


class Opening(io.RawIOBase):
    """What was sealed. Reading raises ``Unreadable`` at the first piece that is not as it was."""

    def __init__(self, file: BinaryIO, passphrase: str):
        self.file, self.stream, self.kept, self.is_over = file, new_state(), b"", False
        head = file.read(len(MAGIC) + pwhash.argon2id.SALTBYTES + COSTS.size)
        salt, costs = head[len(MAGIC) : -COSTS.size], head[-COSTS.size :]
        header = file.read(HEADER)
        if len(header) < HEADER:
            raise Unreadable("备份文件不完整。")
        rounds, memory = COSTS.unpack(costs)
        if rounds > MOST_ROUNDS or memory > MOST_MEMORY:
            raise Unreadable("备份文件的开头不对。")
        init_pull(self.stream, header, key_of(passphrase, salt, rounds, memory))
        self.kept = self.piece("口令不对，或者备份文件坏了。")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if not self.kept and not self.is_over:
            self.kept = self.piece("备份文件坏了，或者不完整。")
        size = min(len(buffer), len(self.kept))
        buffer[:size] = self.kept[:size]
        self.kept = self.kept[size:]
        return size

    def piece(self, otherwise: str) -> bytes:
        try:
            text, tag = pull(self.stream, self.file.read(PIECE + ADDED))
        except (CryptoError, ValueError) as error:
            raise Unreadable(otherwise) from error
        self.is_over = tag == LAST
        if self.is_over and self.file.read(1):
            raise Unreadable("备份文件后面多出了东西。")
        return text


def key_of(passphrase: str, salt: bytes, rounds: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(KEY, passphrase.encode(), salt, opslimit=rounds, memlimit=memory)
