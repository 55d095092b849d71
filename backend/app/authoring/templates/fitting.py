"""Whether a step that runs a template could run another version of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.engine import BotDocument, TemplateDocument
from app.engine.document import Step, TemplateInstance
from app.engine.inspect import Issue
from app.engine.inspect.flow import Flow
from app.engine.inspect.instances import check_instances


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """`newest`: the newest version known, None where none is. `fits`: whether the step could run it as it
    is. `best`: the newest that fits."""

    newest: int | None
    fits: bool
    best: int | None


def newer(step: Step, templates: Iterable[TemplateDocument]) -> Newer:
    """`templates`: all that the bot may use."""
    known = {(one.id, one.version): one for one in templates}
    instance = step.template
    versions = sorted(version for name, version in known if instance and name == instance.id)
    best = next((one for one in reversed(versions) if not misfits(step, one, known)), None)
    newest = versions[-1] if versions else None
    return Newer(newest=newest, fits=newest is not None and best == newest, best=best)


def misfits(step: Step, version: int, known: dict[tuple[str, int], TemplateDocument]) -> list[Issue]:
    """What `inspect` would say of the step if it were pinned to that version."""
    instance = step.template
    if instance is None:
        return []
    pinned: TemplateInstance = instance.model_copy(update={"version": version})
    alone = BotDocument(dbcv=1, kind="bot", steps=[step.model_copy(update={"template": pinned})])
    return [*check_instances(Flow(alone, (), known))]
