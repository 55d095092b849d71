"""Conversation tests and simulation on the real engine, in virtual time (flow-language.md 9)."""

from ..document.reading_tests import read_test, seconds_of
from .case import Case, clock_of, read_case, read_templates
from .mocks import Mocks, RunCodeWith, no_sandbox
from .outcome import TestOutcome, TurnOutcome
from .player import Perform, Played, Player, Setup
from .recording import mocks_of
from .run import Lacking, incoming, run_compiled, run_test

__all__ = [
    "Case",
    "Lacking",
    "Mocks",
    "Perform",
    "Played",
    "Player",
    "RunCodeWith",
    "Setup",
    "TestOutcome",
    "TurnOutcome",
    "clock_of",
    "incoming",
    "mocks_of",
    "no_sandbox",
    "read_case",
    "read_templates",
    "read_test",
    "run_compiled",
    "run_test",
    "seconds_of",
]
