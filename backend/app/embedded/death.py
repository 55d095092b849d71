"""A child ends when its parent ends, also when the parent was killed with -9."""

import ctypes
import os
import sys

_PR_SET_PDEATHSIG = 1
# Looked up before any fork: the child must not load libraries between fork and exec.
_prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None


def die_with_parent(parent: int, signal_number: int) -> None:
    """In the child before exec, after its last change of user: the kernel forgets the wish at one."""
    if _prctl is None:
        return
    _prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def follow_parent(signal_number: int) -> None:
    """This process gets `signal_number` when whoever started it ends."""
    die_with_parent(os.getppid(), signal_number)
