"""The machine we are on: room, ports, private files, the jail of authors' code; and how people reach us."""

import asyncio
import shutil
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from app.embedded.ports import why_not_listen
from app.embedded.probes import http_ready
from app.kit.built import state_of_build
from app.sandbox import Sandbox, SandboxLimits
from app.settings import Settings

from .finding import Finding, error, fine, warning

LEAST = 1024**3  # bytes
SHARE = 0.1
PATIENCE = 5.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - looked up, not bound


def look_at_disk(settings: Settings) -> Finding:
    place = next(
        one
        for one in (settings.dbcv_data_dir.absolute(), *settings.dbcv_data_dir.absolute().parents)
        if one.exists()
    )
    room = shutil.disk_usage(place)
    told: dict[str, str | int] = {"free": f"{room.free / 1e9:.1f}", "place": str(place)}
    if room.free < LEAST:
        return error("disk", "disk_full", **told)
    return (
        warning("disk", "disk_low", **told)
        if room.free < room.total * SHARE
        else fine("disk", "disk", **told)
    )


def look_at_secrets(settings: Settings) -> Finding:
    """Whether anybody else may read them."""
    folder = settings.dbcv_data_dir / "secrets"
    open_to_others = [path.name for path in _files(folder) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_to_others:
        return error("secrets", "secrets_open", names=", ".join(sorted(open_to_others)), place=str(folder))
    return fine("secrets", "secrets")


def _files(folder: Path) -> Iterable[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []


def look_at_port(settings: Settings) -> Finding:
    """Whether we answer there, or could."""
    host, port = settings.host, settings.port
    told: dict[str, str | int] = {"host": host, "port": port}
    if http_ready(_ANY.get(host, host), port, "/health/ready"):
        return fine("port", "port_answers", **told)
    if http_ready(_ANY.get(host, host), port, "/health/live"):
        return error("port", "port_unready", **told)
    fault = why_not_listen(host, port)
    if fault is None:
        return warning("port", "port_silent", **told)
    return error("port", "port_taken", why=fault.strerror or type(fault).__name__, **told)


def look_at_pages(settings: Settings) -> Finding:
    """Whether there is anything to open in a browser, and of this version."""
    del settings
    state = state_of_build()
    if state == "none":
        return error("pages", "pages_none")
    return warning("pages", "pages_old") if state == "old" else fine("pages", "pages")


async def look_at_sandbox(settings: Settings) -> Finding:
    sandbox = Sandbox(SandboxLimits.of(settings))
    try:
        refused = await sandbox.start()
    finally:
        await sandbox.close()
    return (
        fine("sandbox", "sandbox") if refused is None else warning("sandbox", "sandbox_refuses", why=refused)
    )


async def look_at_address(settings: Settings) -> Finding:
    """Whether PUBLIC_URL leads here."""
    url = settings.public_url
    if not url:
        is_open = settings.host not in _LOCAL
        return (
            warning("address", "address_missing")
            if is_open or settings.smtp_url
            else fine("address", "address_none")
        )
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _LOCAL:
        return warning("address", "address_plain", url=url)
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            answer = await client.get(f"{url.rstrip('/')}/health/live")
        is_ours = answer.status_code == httpx.codes.OK and answer.json() == {"status": "ok"}
    except (httpx.HTTPError, ValueError) as away:
        return warning("address", "address_away", url=url, fault=type(away).__name__)
    if not is_ours:
        return error("address", "address_elsewhere", url=url)
    if not settings.trusted_proxies and parts.scheme == "https":
        return warning("address", "proxies_missing", url=url)
    return fine("address", "address", url=url)


async def in_thread(look: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """One that blocks."""
    return await asyncio.to_thread(look, settings)
