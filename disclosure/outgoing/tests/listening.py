"""A server on this machine that takes whatever is posted."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


@contextmanager
def robot(answer: str = "", status: int = 200):
    """Its address, and what came."""
    came = []

    class Robot(BaseHTTPRequestHandler):
        def do_POST(self):
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *given):
            """Keeps quiet."""

    with HTTPServer(("127.0.0.1", 0), Robot) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/send?key=hidden", came
        server.shutdown()
        thread.join()
