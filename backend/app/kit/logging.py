"""Structured logs: one JSON line an event, with ids and never with a secret or a person's text."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

import structlog

_STANDARD_ERROR = 2
# At DEBUG these write whole requests, headers and all.
_TALKATIVE = ("httpcore", "httpx", "asyncpg", "sqlalchemy", "urllib3")


def configure_logging(process: str, level: int = logging.INFO) -> None:
    """Once a process, before anything logs; standard-library loggers join in at WARNING."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    quiet_libraries()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", Lines(_STANDARD_ERROR))),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


class Lines:
    """A file of lines that never fails whoever writes: a full disk costs lines of the log and no work.

    The first line that is written again comes after one that says how many were lost.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lost = 0

    def write(self, line: str) -> None:
        """One line with its end, in one write."""
        try:
            if self._lost:
                os.write(self._descriptor, b'{"event": "log_lines_lost", "count": %d}\n' % self._lost)
                self._lost = 0
            os.write(self._descriptor, line.encode("utf-8", "backslashreplace"))
        except OSError:
            self._lost += 1

    def flush(self) -> None:
        """Nothing is held back."""


@contextmanager
def told_to_a_person() -> Iterator[None]:
    """For commands: what goes wrong is on standard error, and standard output is the command's alone."""
    before = structlog.get_config()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        yield
    finally:
        structlog.configure(**before)


def quiet_libraries() -> None:
    """What would write secrets says warnings and worse only, whatever level others are given."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
