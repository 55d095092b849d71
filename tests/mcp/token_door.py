"""A door for programs that cannot be told a token: what they say goes on to the system, the token added."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_OWN = {"connection", "content-length", "date", "server", "transfer-encoding"}  # said by whoever sends


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    port: int
    token: str
    names: Mapping[str, str]

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self._pass_on
        raise AttributeError(name)

    def _pass_on(self) -> None:
        system = HTTPConnection("127.0.0.1", self.port, timeout=60)
        system.request(self.command, self.path, self._body(), self._headers())
        answer = system.getresponse()
        told = answer.read()
        system.close()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _OWN:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _body(self) -> str | None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        for theirs, ours in self.names.items():
            body = body.replace(f'"{theirs}"', f'"{ours}"')
        return body or None

    def _headers(self) -> dict[str, str]:
        """Host and Origin stay those of who asks."""
        told = {name: value for name, value in self.headers.items() if name.lower() not in _OWN}
        return told | {"Authorization": f"Bearer {self.token}"}

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def with_token(port: int, token: str, names: Mapping[str, str]) -> Iterator[str]:
    """An address of this machine that leads to its `port`; whole words in `names` become ours on the way."""
    about = {"port": port, "token": token, "names": names}
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Door", (_Door,), about))
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
