"""Conversation tests and simulation on the real engine, in virtual time (flow-language.md 9)."""

from .case import Case, clock_of, read_case, read_templates, read_test, seconds_of
from .mocks import Mocks, RunCodeWith, no_sandbox
from .outcome import TestOutcome, TurnOutcome
from .player import Perform, Played, Player, Setup
from .run import incoming, run_compiled, run_test

__all__ = [
    "Case",
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
    "no_sandbox",
    "read_case",
    "read_templates",
    "read_test",
    "run_compiled",
    "run_test",
    "seconds_of",
]
