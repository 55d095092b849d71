"""What can be asked while playing: each command begins with a colon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.engine.faults import problem_sentence
from app.engine.simulation import seconds_of
from app.engine.text import json_text, to_text

from .playing import Playing


class Quit(Exception):
    """The conversation is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayCommand:
    help: str
    act: Callable[[Playing, str], None]


def _steps(playing: Playing, _argument: str) -> None:
    """Every step entered so far, and where the session stands."""
    entered = [entry["step"] for entry in _entries(playing) if entry["kind"] == "step"]
    print(" → ".join(entered) or "no step yet")
    session = playing.player.session
    print(f"at {session.place}{', finished' if session.finished else ''}")


def _problems(playing: Playing, _argument: str) -> None:
    problems = [problem for played in playing.played for problem in played.problems]
    for problem in problems:
        print(f"{problem.code} at {problem.step}: {problem_sentence(problem.code)}")
    if not problems:
        print("no problems")


def _vars(playing: Playing, argument: str) -> None:
    player = playing.player
    secrets = player.secrets()
    if argument:
        print(to_text(secrets.mask(player.read(argument))) or "null")
        return
    for scope, variables in player.variables().items():
        for name, value in variables.items():
            print(f"{scope}.{name} = {json_text(secrets.mask(value))}")


def _trace(playing: Playing, _argument: str) -> None:
    """Of the last turn."""
    for trace in playing.played[-1].traces if playing.played else ():
        for entry in trace.body()["entries"]:
            fields = [f"{name}={json_text(value)}" for name, value in entry.items() if name != "kind"]
            print(f"{entry['kind']:<10} {' '.join(fields)}")


def _wait(playing: Playing, argument: str) -> None:
    playing.wait(seconds_of(argument))


def _restart(playing: Playing, _argument: str) -> None:
    playing.restart()


def _quit(_playing: Playing, _argument: str) -> None:
    raise Quit


def _help(_playing: Playing, _argument: str) -> None:
    for name, command in COMMANDS.items():
        print(f":{name:<10} {command.help}")


def _entries(playing: Playing) -> list[dict[str, Any]]:
    traces = [trace for played in playing.played for trace in played.traces]
    return [entry for trace in traces for entry in trace.body()["entries"]]


COMMANDS: Mapping[str, PlayCommand] = {
    "steps": PlayCommand(help="the steps entered so far, and where you are", act=_steps),
    "problems": PlayCommand(help="the problems met so far", act=_problems),
    "vars": PlayCommand(help="all variables, or the one of a path: :vars session.score", act=_vars),
    "trace": PlayCommand(help="all that happened in the last turn", act=_trace),
    "wait": PlayCommand(help="let time pass: :wait 90s, 10m, 1h, 2d", act=_wait),
    "restart": PlayCommand(help="begin again from nothing", act=_restart),
    "quit": PlayCommand(help="leave", act=_quit),
    "help": PlayCommand(help="this list; a number presses a button, a space before it types it", act=_help),
}
