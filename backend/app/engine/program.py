"""A document compiled once, ready to be run any number of times: what `advance` walks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .paths import Path
from .placeholders import Rendered, Template
from .rules import CompiledRules
from .session import Session

type GroupType = Literal["message", "response", "code", "integration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledSetting:
    """One write; `path` is None where `variable` is no path."""

    variable: str
    path: Path | None
    op: str
    value: Rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledConnection:
    """`rules` and `filters` are None where there are none: they always hold."""

    id: str
    name: str
    rules: CompiledRules | None
    filters: CompiledRules | None
    settings: tuple[CompiledSetting, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledGroup:
    """`work` is what the kind of group made of it (groups/); `order` is (priority, position)."""

    id: str
    type: GroupType
    on: str
    order: tuple[int, int]
    work: Any
    settings: tuple[CompiledSetting, ...]
    connections: tuple[CompiledConnection, ...]
    after: float = 0
    restart: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledMessage:
    text: Template
    buttons: tuple[tuple[Template, Template | None], ...] = ()
    attachments: tuple[Rendered, ...] = ()
    widget: Rendered | None = None
    params: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledInstance:
    """What a step says of the template it runs; `outputs` are (name, write to the path outside)."""

    template: str
    version: int
    inputs: Rendered
    outputs: tuple[tuple[str, str, Path | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledStep:
    """`on_message` and `timeouts` are in order of handling; `final`: no groups of either."""

    id: str
    proxy: bool
    message: CompiledMessage | None
    instance: CompiledInstance | None
    final: bool
    on_message: tuple[CompiledGroup, ...]
    timeouts: tuple[CompiledGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledFlow:
    """The steps of a bot or of a template."""

    steps: Mapping[str, CompiledStep]
    first_step: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTemplate:
    id: str
    version: int
    flow: CompiledFlow
    inputs: Mapping[str, Any]
    rate: int  # of testing inputs, in units of work.py a byte
    variables: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledBot:
    """`templates` by (id, version); `groups` are the bot-level ones in order of handling."""

    name: str
    timezone: str
    restarts: bool
    flow: CompiledFlow
    groups: tuple[CompiledGroup, ...]
    templates: Mapping[tuple[str, int], CompiledTemplate]
    variables: dict[str, Any]
    secrets: tuple[Path, ...]

    def with_templates_of(self, others: Iterable["CompiledBot"]) -> "CompiledBot":
        """The same bot, which knows theirs beside its own; of one version that several have, its own."""
        templates = dict(self.templates)
        for other in others:
            templates = {**other.templates, **templates}
        return replace(self, templates=templates)

    def has_place(self, session: Session) -> bool:
        """Whether the session could go on where it stands, sub-flows included."""
        flow: CompiledFlow | None = self.flow
        for frame in session.frames:
            if flow is None or frame.instance not in flow.steps:
                return False
            template = self.templates.get((frame.template, frame.version))
            flow = template.flow if template else None
        return flow is not None and session.step in flow.steps
