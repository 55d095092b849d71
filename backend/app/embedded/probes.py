"""Is it ready? Small enough for the supervisor to ask without a client library."""

import socket
from pathlib import Path

_SECONDS = 1.0


def answers(host: str, port: int, question: bytes, expected: tuple[bytes, ...]) -> bool:
    """Whether the first bytes that come back begin with one of `expected`."""
    try:
        with socket.create_connection((host.encode(), port), timeout=_SECONDS) as connection:  # pyright: ignore[reportArgumentType] - bytes need no codec
            connection.sendall(question)
            reply = connection.recv(64)
    except OSError:
        return False
    return reply.startswith(expected)


def http_ready(host: str, port: int, path: str) -> bool:
    """Whether GET answers 200."""
    question = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    return answers(host, port, question.encode(), (b"HTTP/1.1 200", b"HTTP/1.0 200"))


def valkey_ready(host: str, port: int, password: str) -> bool:
    """Whether it lets us in and has loaded its file (it answers LOADING before that)."""
    return answers(host, port, f"AUTH {password}\r\nPING\r\n".encode(), (b"+OK\r\n+PONG",))


def postmaster_ready(data: Path, pid: int) -> bool:
    """Whether this very postmaster says in its own file that it takes connections."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"
