"""What the system knows about processes."""

from pathlib import Path


def is_alive(pid: int) -> bool:
    """A zombie has ended: only its number is left."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def descendants(pid: int) -> set[int]:
    """Children, their children, and so on."""
    children: dict[int, set[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, set()).add(int(entry.name))
    found: set[int] = set()
    rising = {pid}
    while rising:
        rising = set().union(*(children.get(one, set()) for one in rising)) - found
        found |= rising
    return found


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def owner(pid: int) -> int:
    return Path(f"/proc/{pid}").stat().st_uid
