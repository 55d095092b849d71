"""Free ports of this machine's loopback."""

import random
import socket
from pathlib import Path

_FIRST, _LAST = 15000, 32000
_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port(host: str = "127.0.0.1") -> int:
    """Below the ephemeral range: in it a client that reconnects to a dead server may connect to itself."""
    candidates = list(range(_FIRST, _ephemeral_start()))
    random.SystemRandom().shuffle(candidates)
    for port in candidates:
        if not port_taken(host, port):
            return port
    return 0


def port_taken(host: str, port: int) -> bool:
    """Whether listening there would fail, for any reason."""
    return why_not_listen(host, port) is not None


def why_not_listen(host: str, port: int) -> OSError | None:
    """What listening there would fail with; a socket.gaierror where the host is no address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as fault:
            return fault
    return None


def _ephemeral_start() -> int:
    try:
        return max(_FIRST + 1000, min(_LAST, int(_RANGE.read_text().split()[0])))
    except (OSError, ValueError):
        return _LAST
