"""The code of one group run by itself: with variables the author gives, for the author to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import random
from typing import Any
from uuid import uuid4

from app.engine import LIMITS, CodeReturned, RunCode, values
from app.engine.groups.code import flat, written
from app.engine.simulation import RunCodeWith
from app.engine.variables import Scopes
from app.kit import clock

from .rendering import scopes_of

_SILENCE = {"id": None, "text": None, "params": {}, "attachments": [], "button": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """`writes`: what a bot would keep of what the code assigned."""

    came: CodeReturned
    writes: dict[str, Any]


def run_code(code: str, variables: Mapping[str, Any], timezone: str | None, run: RunCodeWith) -> Ran:
    """For a thread. `variables`: paths or scopes; without any of `message` nobody has said anything."""
    given = values.clean(scopes_of(variables))
    heard = given.get("message")
    view = _view(given, timezone)
    command = RunCode(
        id=str(uuid4()),
        code=code,
        message=view.root("message") if heard else None,
        variables=flat(view),
        at=view.now,
        random=view.random,
        deadline=LIMITS.waiting,
    )
    came = run(command)
    kept = {name: value for name, value in came.writes.items() if written(view, name) is not None}
    return Ran(came=came, writes=kept)


def _view(given: dict[str, Any], timezone: str | None) -> Scopes:
    """Every scope an object, `message` and `system` with what they always hold."""
    roots = {scope: root for scope, root in given.items() if isinstance(root, dict)}
    roots["message"] = {**_SILENCE, **roots.get("message", {})}
    clocked = roots.pop("system", {})
    view = Scopes(roots, now=clock.now(), random=random(), timezone=timezone)  # noqa: S311
    view.put("system", {**view.system, **clocked})
    return view
