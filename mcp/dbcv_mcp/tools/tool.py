"""A tool is a function of the API and its arguments, with what it changes declared beside it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mcp_types import ToolAnnotations

type Answer = dict[str, Any]
type Run = Callable[..., Awaitable[Answer]]  # of an Api and named arguments
type Effect = Literal["reads", "plays", "proposes", "withdraws", "drafts", "removes", "publishes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """`example`: a minimal right call, shown where somebody called it wrongly."""

    run: Run
    effect: Effect
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What every description ends with, and what clients are told."""

    sentence: str
    annotations: ToolAnnotations


_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(destructive_hint=False, open_world_hint=False)
_TAKES_AWAY = ToolAnnotations(destructive_hint=True, open_world_hint=False)
_DRAFTS = "Changes the draft (or proposal) only."

EFFECTS: Mapping[Effect, Effects] = {
    "reads": Effects(sentence="Changes nothing.", annotations=_READS),
    "plays": Effects(sentence="Changes nothing, sends nothing and calls nobody.", annotations=_READS),
    "proposes": Effects(
        sentence="Changes no draft: a person accepts or rejects it in the editor.",
        annotations=_ADDS,
    ),
    "withdraws": Effects(sentence="Changes no draft.", annotations=_TAKES_AWAY),
    "drafts": Effects(sentence=_DRAFTS, annotations=_ADDS),
    "removes": Effects(sentence=_DRAFTS, annotations=_TAKES_AWAY),
    "publishes": Effects(
        sentence="Changes what people talk to, from their next message on.", annotations=_TAKES_AWAY
    ),
}
