"""Who PostgreSQL runs as: it refuses to be root, and containers mostly are."""

import os
import pwd
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.embedded.spawn import run_to_end

_UNPRIVILEGED = 65534

type Kind = Literal["self", "namespace", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """`uid` and `gid` own the server's files as seen from outside; `adopt` runs in the child before exec."""

    kind: Kind
    uid: int
    gid: int
    adopt: Callable[[], None]


def own_identity() -> Identity:
    """The user we are, who must not be root."""
    return Identity(kind="self", uid=os.geteuid(), gid=os.getegid(), adopt=stay)


def namespace_identity() -> Identity:
    """Still root's files outside, an ordinary user inside a user namespace of its own."""
    return Identity(kind="namespace", uid=os.geteuid(), gid=os.getegid(), adopt=_enter_namespace)


def nobody_identity() -> Identity:
    """The user nobody, where namespaces are refused."""
    try:
        entry = pwd.getpwnam("nobody")
        uid, gid = entry.pw_uid, entry.pw_gid
    except KeyError:
        uid = gid = _UNPRIVILEGED
    return Identity(kind="nobody", uid=uid, gid=gid, adopt=_Become(uid=uid, gid=gid))


def choose_identity(harmless: Path) -> Identity:
    """The first that works here; `harmless` is a binary tried with `-V`."""
    if os.geteuid() != 0:
        return own_identity()
    namespace = namespace_identity()
    return namespace if _works(namespace, harmless) else nobody_identity()


def _works(identity: Identity, harmless: Path) -> bool:
    try:
        return run_to_end([str(harmless), "-V"], identity.adopt, {}).code == 0
    except (OSError, subprocess.SubprocessError):
        return False


def stay() -> None:
    """Remain who we are."""


def _enter_namespace() -> None:
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER)
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{_UNPRIVILEGED} {uid} 1"),
        ("gid_map", f"{_UNPRIVILEGED} {gid} 1"),
    ):
        descriptor = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(descriptor, line.encode())
        os.close(descriptor)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Become:
    uid: int
    gid: int

    def __call__(self) -> None:
        os.setgroups([])
        os.setgid(self.gid)
        os.setuid(self.uid)
