"""A preset: what it is called, what can be chosen in it, and the ordinary parts it makes of that."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from app.kit.icons import Icon

from .config import Config
from .parts import Made, Site
from .words import Words

type Family = Literal["talk", "ask", "logic", "work"]

_ICONS = Path(__file__).parent / "icons"


@dataclass(frozen=True, kw_only=True)
class Preset[C: Config]:
    """`make` is pure: the same config at the same site makes the same parts. `example`: a config."""

    id: str
    family: Family
    title: Words
    description: Words
    config: type[C]
    example: dict[str, Any]
    make: Callable[[C, Site], Made]

    @cached_property
    def icon(self) -> Icon:
        return Icon(
            name=f"preset-{self.id.replace('_', '-')}", source=(_ICONS / f"{self.id}.svg").read_text()
        )
