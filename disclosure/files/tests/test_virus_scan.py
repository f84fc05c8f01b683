"""ClamAV's daemon, spoken to over a real socket that answers as the daemon does."""

import socket
import struct
import threading

import pytest

from disclosure.files.kinds import FileRefused
from disclosure.files.scan import scan

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Daemon:
    """One connection a scan: reads the stream to its end, answers FOUND where the test pattern stands in it."""

    def __init__(self, listening, answer=None):
        self.listening, self.answer, self.received = listening, answer, b""
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                data = b""
                while size := struct.unpack("!L", stream.read(4))[0]:
                    data += stream.read(size)
                self.received = data
                found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"
                connection.sendall(self.answer if self.answer is not None else found)


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.fixture
def clamd(listening, settings):
    settings.CLAMD = f"127.0.0.1:{listening.getsockname()[1]}"
    return Daemon(listening)


def written(path, data):
    path.write_bytes(data)
    return path


def test_a_clean_file_goes_through_whole(clamd, tmp_path):
    data = bytes(range(256)) * 1000
    scan(written(tmp_path / "a", data))
    assert clamd.received == data


def test_an_infected_file_is_refused(clamd, tmp_path):
    with pytest.raises(FileRefused, match="病毒"):
        scan(written(tmp_path / "a", b"x" * 70_000 + EICAR))


def test_the_daemon_may_listen_on_a_socket_of_the_machine(settings, tmp_path):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "clamd"))
        server.listen()
        Daemon(server)
        settings.CLAMD = str(tmp_path / "clamd")
        with pytest.raises(FileRefused, match="杀毒"):
            scan(written(tmp_path / "a", EICAR))


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: scanning failed ERROR\0"])
def test_an_answer_that_is_no_clean_bill_refuses_the_file(listening, settings, tmp_path, answer):
    settings.CLAMD = f"127.0.0.1:{listening.getsockname()[1]}"
    Daemon(listening, answer)
    with pytest.raises(FileRefused, match="暂时不可用"):
        scan(written(tmp_path / "a", b"x"))


def test_while_the_daemon_is_down_nothing_is_taken(settings, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(FileRefused, match="暂时不可用"):
        scan(written(tmp_path / "a", b"x"))


def test_without_a_daemon_nothing_is_asked(settings, tmp_path):
    settings.CLAMD = ""
    scan(tmp_path / "nowhere")


def test_a_mistyped_address_of_the_daemon_refuses_the_file(tmp_path, settings):
    settings.CLAMD = "scanner"
    path = tmp_path / "file"
    path.write_bytes(b"x")
    with pytest.raises(FileRefused, match="暂时不可用"):
        scan(path)
