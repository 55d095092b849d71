"""The one place that starts a program."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    code: int
    output: str
    errors: str


def spawn(argv: Sequence[str], before_exec: Callable[[], None], **options: Any) -> subprocess.Popen[bytes]:
    """`before_exec` runs in the child: neither a user namespace nor a death signal can be given from outside.

    To be called by the main thread, and the only one: the kernel ties a child to the thread that made it.
    """
    return subprocess.Popen[bytes](argv, preexec_fn=before_exec, **options)


def run_to_end(
    argv: Sequence[str], before_exec: Callable[[], None], env: Mapping[str, str], text: str = ""
) -> Ended:
    """Feed it `text` and wait; OSError or SubprocessError where it could not even be started."""
    pipe = subprocess.PIPE
    child = spawn(argv, before_exec, env=dict(env), cwd="/", stdin=pipe, stdout=pipe, stderr=pipe)
    output, errors = child.communicate(text.encode())
    return Ended(code=child.returncode, output=output.decode(), errors=errors.decode(errors="replace"))
