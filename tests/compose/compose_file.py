"""docker-compose.yml as Compose reads it: variables put in, anchors merged."""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"
ONCE = {"secrets", "migrate", "s3-init"}
IMAGE = "dbcv:"
_INNERMOST = re.compile(r"\$\{(\w+)(?::-([^${}]*))?\}")


def rendered(told: Mapping[str, str]) -> dict[str, Any]:
    """What is left of the file with these variables; a variable without a default must be among them."""
    text = FILE.read_text().replace("$$", "\0")
    while found := _INNERMOST.search(text):
        name, default = found.groups()
        value = told.get(name) or default
        assert value is not None, f"{name} has no default"
        text = text[: found.start()] + value + text[found.end() :]
    assert "$" not in text
    return yaml.safe_load(text.replace("\0", "$"))


def variables() -> set[str]:
    """All it asks for."""
    return set(re.findall(r"\$\{(\w+)", FILE.read_text()))


def services(**told: str) -> dict[str, dict[str, Any]]:
    return rendered(told)["services"]


def ours(**told: str) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in services(**told).items() if one["image"].startswith(IMAGE)}


def program(name: str) -> str:
    """One that is installed beside this Python."""
    return str(Path(sys.executable).with_name(name))


def plain_environment() -> dict[str, str]:
    """Of a process that inherits no settings."""
    return {name: os.environ[name] for name in ("HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
