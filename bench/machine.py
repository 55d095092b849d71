"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = (
    "asyncpg",
    "fastapi",
    "faststream",
    "hiredis",
    "orjson",
    "redis",
    "uvicorn",
    "uvloop",
    "websockets",
)


def machine(folder: Path) -> dict[str, str | int | float]:
    """Cores usable by us, CPU model, memory in GiB, kernel, and the filesystem that holds `folder`."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": _proc_field("/proc/cpuinfo", "model name"),
        "memory_gib": round(int(_proc_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20, 1),
        "kernel": platform.release(),
        "filesystem": filesystem(folder),
    }


def versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{package: version(package) for package in PACKAGES}}


def filesystem(folder: Path) -> str:
    """Type of the mount that holds `folder`: fsync means little on tmpfs."""
    mounts = (line.split() for line in Path("/proc/mounts").read_text().splitlines())
    holding = [(len(at), kind) for _, at, kind, *_ in mounts if folder.resolve().is_relative_to(at)]
    return max(holding, default=(0, "unknown"))[1]


def _proc_field(path: str, name: str) -> str:
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"
