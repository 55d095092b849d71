"""The fork server: loads everything once, then makes a worker in some milliseconds whenever it is asked.

Speaks with the process that started it in packets of JSON: `{"new": id}` with the two ends of a worker's
pipes, `{"kill": id}`, `{"yield": id}` (let others have the processor first); it tells `{"ready": walls}` or
`{"leaks": names}` once, then `{"made": id, "pid": pid}` and `{"gone": id, "status": status}`.
"""

import base64
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import warnings
from typing import Any

from . import frames, libc
from .jail import Walls, shut_in
from .modules import load_all
from .moment import follow_the_turn
from .namespaces import guard_processes, separate
from .pristine import Pristine
from .probes import leaks
from .running import Sizes, on_alarm
from .worker import Life, Worker, near_modules
from .zones import load_zones

_PACKET = 64 * 1024
_LATER = 15  # nice of a worker that computes long


class Server:
    """Holds the workers that are alive, by the ids its owner gave them."""

    def __init__(self, control: socket.socket, walls: Walls, worker: Worker) -> None:
        self._control = control
        self._walls = walls
        self._worker = worker
        self._pids: dict[int, int] = {}

    def serve(self) -> None:
        """Until whoever started it is gone."""
        woken, waker = os.pipe()
        for end in (woken, waker):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        poll = select.poll()
        for source in (self._control.fileno(), woken):
            poll.register(source, select.POLLIN)
        while True:
            ready = {source for source, _ in poll.poll()}
            if woken in ready:
                os.read(woken, 4096)
                self._bury()
            if self._control.fileno() in ready and not self._obey():
                return

    def _obey(self) -> bool:
        """False where nobody is there any more."""
        packet, ends, _, _ = socket.recv_fds(self._control, _PACKET, 2)
        if not packet:
            return False
        order = json.loads(packet)
        if "new" in order:
            self._make(order["new"], ends)
        elif "kill" in order:
            self._signal(order["kill"])
        elif "yield" in order:
            self._put_behind(order["yield"])
        return True

    def _make(self, number: int, ends: list[int]) -> None:
        """Where there is no process for it, or its pipes got lost on the way, all others live on."""
        try:
            calls, answers = ends
            pid = os.fork()
        except (ValueError, OSError):
            self._tell({"gone": number, "status": frames.NOT_MADE})
        else:
            if pid == 0:
                self._be_worker(calls, answers)
            self._pids[number] = pid
            self._tell({"made": number, "pid": pid})
        finally:
            for end in ends:
                os.close(end)

    def _be_worker(self, calls: int, answers: int) -> None:
        """Does not return."""
        status, leave = frames.UNJAILED, os._exit
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            shut_in(self._walls, calls, answers)
            status = frames.BROKEN
            self._worker.serve()
        finally:
            leave(status)

    def _signal(self, number: int) -> None:
        """Its pid is its own until it is buried."""
        if number in self._pids:
            os.kill(self._pids[number], signal.SIGKILL)

    def _put_behind(self, number: int) -> None:
        if number in self._pids:
            os.setpriority(os.PRIO_PROCESS, self._pids[number], _LATER)

    def _bury(self) -> None:
        numbers = {pid: number for number, pid in self._pids.items()}
        while self._pids:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if (number := numbers.get(pid)) is not None:
                del self._pids[number]
                self._tell({"gone": number, "status": os.waitstatus_to_exitcode(status)})

    def _tell(self, news: dict[str, Any]) -> None:
        self._control.send(json.dumps(news).encode())


def main() -> None:
    """`argv`: the descriptor of the control socket, and the pid of whoever is to be outlived by nobody."""
    descriptor, parent = int(sys.argv[1]), int(sys.argv[2])
    libc.prctl(libc.SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        return
    control = socket.socket(fileno=descriptor)
    config = json.loads(control.recv(_PACKET))
    _get_ready(config)
    walls = _walls(config)
    found = separate()
    # Becoming somebody else takes this back.
    libc.prctl(libc.SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    libc.prctl(libc.SET_DUMPABLE, 0)
    if "namespaces" in found:
        guard_processes()
    worker = _worker(config)
    gc.collect()
    gc.freeze()
    gc.disable()
    leaking = leaks(walls)
    control.send(json.dumps({"leaks": leaking} if leaking else {"ready": found}).encode())
    if not leaking:
        Server(control, walls, worker).serve()


def _get_ready(config: dict[str, Any]) -> None:
    """All that needs files."""
    load_all()
    load_zones(config["zones"])
    follow_the_turn()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, on_alarm)
    sys.stdin = sys.stdout = sys.stderr = None
    sys.path.clear()
    sys.meta_path[:] = sys.meta_path[:2]  # what is built in and frozen


def _walls(config: dict[str, Any]) -> Walls:
    # The first number: pages of address space.
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        pages = int(file.read().split()[0])
    return Walls(
        program=base64.b64decode(config["filter"]),
        base=pages * resource.getpagesize(),
        memory=config["memory"],
        cpu_seconds=config["cpu_seconds"],
    )


def _worker(config: dict[str, Any]) -> Worker:
    sizes = Sizes(
        seconds=config["seconds"],
        prints=config["prints"],
        result=config["result"],
        writable=frozenset(config["writable"]),
    )
    life = Life(calls=config["calls"], seconds=config["cpu_seconds"])
    return Worker(sizes, life, Pristine(near_modules()))
