"""Programs that hear signals as they do at a terminal, whatever runs the tests: nohup and a script's `&` have
what they begin ignore some of them."""

import signal
import sys

_BEGIN = """
import os, signal, sys
ignored = [int(number) for number in sys.argv[1].split()]
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
os.execv(sys.argv[2], sys.argv[2:])
"""


def at_a_terminal(*command: str, ignoring: tuple[signal.Signals, ...] = ()) -> list[str]:
    """The command, as a process that ignores these alone; the program's path comes first."""
    return [sys.executable, "-c", _BEGIN, " ".join(str(int(one)) for one in ignoring), *command]
