"""What a person at a terminal is shown while the system comes up and goes down."""

import os
import sys

_TITLES = {
    "postgres": "PostgreSQL is up",
    "valkey": "Valkey is up",
    "migrate": "The database has its tables",
    "api": "The API answers",
    "bot-worker": "The workers are up",
    "scheduler": "The clock is up",
    "mcp": "Assistants are served (MCP)",
}


def told(line: str) -> None:
    """One line, at once; nothing where it is empty."""
    if line:
        print(line, flush=True)


def started(name: str) -> None:
    """Progress, one line for each that a person has heard of."""
    if name in _TITLES:
        told(f"  {_TITLES[name]}")


def fault(line: str) -> None:
    """Something ended that should not have."""
    print(f"supervisor: {line}", file=sys.stderr, flush=True)


def ready(address: str, first_admin: str, caution: str = "") -> None:
    """The address, what to know of it and, at the very first start, who can sign in; set apart."""
    told(f"\nAddress: {_bold(address)}\n")
    told(caution)
    if first_admin:
        told(f"{_bold(first_admin)}\n")
    told("DBCV is ready")


def _bold(text: str) -> str:
    shows = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\033[1m{text}\033[0m" if shows else text
