"""The product's own processes, in the order they stop."""

import sys
from collections.abc import Mapping
from functools import partial

from app.cli.code_shares import code_shares
from app.embedded.probes import http_ready
from app.embedded.spec import ProcessSpec

ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not bound
LOCAL = frozenset((*ANY, *ANY.values()))
_PLAIN = frozenset({"PATH", "HOME", "LANG", "TMPDIR"})
_HARMLESS = ("MCP_", "PYTHON", "LC_")


def product_processes(
    told: Mapping[str, str], workers: int, servers: tuple[str, ...]
) -> tuple[ProcessSpec, ...]:
    """`servers`: names of the embedded servers that must be ready first."""
    ready = ("migrate",)
    of_api, of_worker = code_shares(told, workers)
    return (
        ProcessSpec(
            name="migrate",
            argv=_python("app.cli", "migrate", "--first-admin"),
            env=told,
            after=servers,
            once=True,
        ),
        ProcessSpec(
            name="api",
            argv=_python("app.main"),
            env={**told, **of_api, **_metrics(told, 0)},
            after=ready,
            is_ready=partial(_api_ready, told["HOST"], int(told["PORT"])),
            stop_rank=10,
            stop_seconds=10.0,
        ),
        *(
            _worker(
                f"user-worker-{number}", "user", {**told, **of_worker, **_metrics(told, 2 + number)}, ready
            )
            for number in range(1, workers + 1)
        ),
        _worker("bot-worker", "bot", {**told, **_metrics(told, 2)}, ready),
        *_assistants(told, ready),
        ProcessSpec(
            name="scheduler",
            argv=_python("app.scheduler"),
            env={**told, **_metrics(told, 1)},
            after=ready,
            stop_rank=30,
        ),
    )


def _metrics(told: Mapping[str, str], place: int) -> dict[str, str]:
    """Where one METRICS_PORT is given each process has its own, from that on."""
    port = told.get("METRICS_PORT", "")
    return {"METRICS_PORT": str(int(port) + place)} if port.isdigit() else {}


def _worker(name: str, role: str, told: Mapping[str, str], after: tuple[str, ...]) -> ProcessSpec:
    return ProcessSpec(
        name=name,
        argv=_python("app.faststream_app"),
        env={**told, "ROLE": role},
        after=after,
        stop_rank=20,
        stop_seconds=20.0,
    )


def _assistants(told: Mapping[str, str], after: tuple[str, ...]) -> tuple[ProcessSpec, ...]:
    """Where it is told a port: the MCP server, which talks to our API as anybody would, and is told no
    secret of ours: whoever calls brings a token."""
    if "MCP_PORT" not in told:
        return ()
    host, port = told["MCP_HOST"], int(told["MCP_PORT"])
    return (
        ProcessSpec(
            name="mcp",
            argv=_python("dbcv_mcp"),
            env={name: told[name] for name in told if name in _PLAIN or name.startswith(_HARMLESS)},
            after=after,
            is_ready=partial(_mcp_ready, host, port),
            gives_up_after=5,
            stop_rank=10,
            stop_seconds=10.0,
        ),
    )


def _python(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", *words)


def _mcp_ready(host: str, port: int, _pid: int) -> bool:
    return http_ready(ANY.get(host, host), port, "/health")


def _api_ready(host: str, port: int, _pid: int) -> bool:
    return http_ready(ANY.get(host, host), port, "/health/ready")
