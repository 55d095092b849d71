"""CPU and memory of trees of processes, read from /proc."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")

# fields of /proc/<pid>/stat after the name (proc(5)): parent; user, system and both of reaped children
PARENT, CPU = 1, slice(11, 15)
USER_TO_STEAL, IDLE, IOWAIT, STEAL = slice(1, 9), 3, 4, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Of one process tree, in MB of 2**20 bytes."""

    rss_mb: float
    pss_mb: float


def _stat(pid: int) -> list[str] | None:
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _children() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (stat := _stat(int(entry.name))):
            children.setdefault(int(stat[PARENT]), []).append(int(entry.name))
    return children


def children_of(pid: int) -> list[int]:
    return sorted(_children().get(pid, []))


def command_of(pid: int) -> str:
    """The command line, words parted by spaces; empty when the process is gone."""
    return " ".join(_words(pid, "cmdline"))


def environment_of(pid: int) -> dict[str, str]:
    return dict(word.split("=", 1) for word in _words(pid, "environ") if "=" in word)


def _words(pid: int, name: str) -> list[str]:
    try:
        return (PROC / str(pid) / name).read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def trees(roots: Mapping[str, int]) -> dict[str, list[int]]:
    """Every root with its descendants; a tree ends where another root begins."""
    children = _children()
    taken = set(roots.values())

    def walk(pid: int) -> list[int]:
        below = (child for child in children.get(pid, []) if child not in taken)
        return [pid, *(found for child in below for found in walk(child))]

    return {name: walk(pid) for name, pid in roots.items()}


def cpu_seconds(roots: Mapping[str, int]) -> dict[str, float]:
    """User and system time so far of every tree, with children that have been reaped."""

    def spent(pid: int) -> int:
        stat = _stat(pid)
        return sum(map(int, stat[CPU])) if stat else 0

    return {name: sum(map(spent, pids)) / TICKS for name, pids in trees(roots).items()}


def memory(roots: Mapping[str, int]) -> dict[str, Memory]:
    """PSS and RSS of every tree now."""
    return {name: _memory_of(pids) for name, pids in trees(roots).items()}


def _memory_of(pids: list[int]) -> Memory:
    kib = {"Rss": 0, "Pss": 0}
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        for line in lines[1:]:
            name, _, amount = line.partition(":")
            if name in kib:
                kib[name] += int(amount.split()[0])
    return Memory(rss_mb=kib["Rss"] / 1024, pss_mb=kib["Pss"] / 1024)


def machine_seconds() -> tuple[float, float]:
    """Seconds all cores were busy so far, and those stolen by the hypervisor (part of the former)."""
    with (PROC / "stat").open() as lines:
        counts = [int(count) for count in lines.readline().split()[USER_TO_STEAL]]
    busy = sum(counts) - counts[IDLE] - counts[IOWAIT]
    return busy / TICKS, counts[STEAL] / TICKS
