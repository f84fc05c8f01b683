"""ClamAV's daemon asked about a file, where ``settings.CLAMD`` names one: ``host:port`` or the path of its socket.

The INSTREAM command of clamd(8): chunks with their length before them, an empty one at the end, one line as the answer.
Nobody answers: the file is refused, for an unchecked file is worse than a late one.
"""

import socket
import struct
from pathlib import Path

from django.conf import settings

from disclosure.files.kinds import FileRefused

CHUNK = 64 * 1024
SECONDS = 30
UNAVAILABLE = "病毒检查暂时不可用，请稍后再上传。"


def scan(path: Path) -> None:
    """Raises ``FileRefused`` for an infected file, or when the daemon does not answer as it should."""
    if not settings.CLAMD:
        return
    try:
        answer = ask(settings.CLAMD, path)
    except (OSError, ValueError) as error:  # no answer, or an address that is none
        raise FileRefused(UNAVAILABLE) from error
    if answer.endswith("FOUND"):
        raise FileRefused("文件里查出了病毒，不能上传。请先在电脑上杀毒。")
    if not answer.endswith("OK"):
        raise FileRefused(UNAVAILABLE)


def ask(address: str, path: Path) -> str:
    with connected(address) as daemon, path.open("rb") as file:
        daemon.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            daemon.sendall(struct.pack("!L", len(chunk)) + chunk)
        daemon.sendall(struct.pack("!L", 0))
        return answer_of(daemon)


def ping(address: str, *, seconds: float) -> str:
    """What the daemon answers when asked whether it is there: ``PONG``. Raises OSError."""
    with connected(address, seconds) as daemon:
        daemon.sendall(b"zPING\0")
        return answer_of(daemon)


def connected(address: str, seconds: float = SECONDS) -> socket.socket:
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        daemon.settimeout(seconds)
        daemon.connect(address)
        return daemon
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=seconds)


def answer_of(daemon: socket.socket) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < CHUNK and (part := daemon.recv(CHUNK)):
        answer += part
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
