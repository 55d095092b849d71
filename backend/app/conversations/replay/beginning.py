"""The shared scopes as they were when a conversation began, as far as its own traces tell."""

from collections.abc import Iterable
from typing import Any

from app.engine import LIMITS, CompiledBot
from app.engine.masking import MASK
from app.engine.operations import apply
from app.engine.variables import parse_path
from app.runtime.loading import USER_KEYS

type Roots = dict[str, dict[str, Any]]

_SHARED = frozenset({"bot", "user", "channel"})


def first_scopes(bot: CompiledBot, now: Roots, changes: Iterable[list[Any]], always: Roots) -> Roots:
    """`now`: what is stored; `changes`: the conversation's `set` entries, oldest first, undone here.

    What other conversations wrote meanwhile stays. `always`: what nobody can write, ids and names.
    """
    roots = {scope: now.get(scope, {}) for scope in _SHARED}
    for variable, _, before, _ in reversed(list(changes)):
        path = parse_path(variable)
        if path is not None and path[0] in _SHARED and not _is_cut(before):
            op = "clear" if before is None else "set"
            roots[path[0]], _ = apply(roots[path[0]], path[1:], op, before)
    return {
        "bot": {**bot.variables, **roots["bot"], **always["bot"]},
        "user": {**USER_KEYS, **roots["user"], **always["user"]},
        "channel": {**roots["channel"], **always["channel"]},
    }


def _is_cut(value: Any) -> bool:
    """Not as it was: cut for the trace, or a secret."""
    return isinstance(value, str) and (
        MASK in value or (len(value) >= LIMITS.trace_preview // 4 and value.endswith("…"))
    )
