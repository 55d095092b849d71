"""Which templates a bot runs: those of its steps, and those that these run."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.engine import BotDocument, TemplateDocument


def used_beside(document: BotDocument, templates: Iterable[TemplateDocument]) -> tuple[TemplateDocument, ...]:
    """Of `templates` those the bot uses and does not bring along, by id and version."""
    held = {(one.id, one.version): one for one in document.templates}
    known = {(one.id, one.version): one for one in templates} | held
    wanted, used = _instances(document.steps), set[tuple[str, int]]()
    while wanted:
        key = wanted.pop()
        if key in known and key not in used:
            used.add(key)
            wanted |= _instances(known[key].steps) - used
    return tuple(known[key] for key in sorted(used - held.keys()))


def _instances(steps: Sequence[Any]) -> set[tuple[str, int]]:
    return {(step.template.id, step.template.version) for step in steps if step.template is not None}
