"""Where people reach an installation."""

from collections.abc import Mapping

from app.cli.processes import ANY, LOCAL
from app.kit.built import Build


def address_of(host: str, port: int | str, public_url: str | None) -> str:
    """Without a slash at the end: the public one, else one that a browser on this machine opens."""
    here = "localhost" if host in LOCAL else host
    here = f"[{here}]" if ":" in here else here
    return (public_url or f"http://{here}:{port}").rstrip("/")


def local_address(host: str, port: int | str) -> str:
    """How a process of this machine reaches one that listens on `host`."""
    here = ANY.get(host, host)
    return f"http://[{here}]:{port}" if ":" in here else f"http://{here}:{port}"


def told_address(told: Mapping[str, str]) -> str:
    """The same, of settings by their names in the environment."""
    return address_of(told.get("HOST", ""), told.get("PORT", ""), told.get("PUBLIC_URL"))


def cautions(told: Mapping[str, str], build: Build) -> str:
    """What whoever starts it should know before anybody else comes."""
    return opens_here_only(told) + _BUILDS[build]


_BUILDS: Mapping[Build, str] = {
    "there": "",
    "old": "The pages were built from older sources: run make build, then start again.\n",
    "none": "The pages are not built, so there is no editor and no chat: run make build, then start again.\n",
}


def opens_here_only(told: Mapping[str, str]) -> str:
    """What is said where others are listened to, and links that are sent out open on this machine alone."""
    if told.get("PUBLIC_URL") or told.get("HOST") not in ANY:
        return ""
    return (
        "PUBLIC_URL is not set: links in letters, and to files in what bots send out,\n"
        f"begin with {told_address(told)}, which opens on this machine only.\n"
    )
