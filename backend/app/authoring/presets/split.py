"""One of several ways by chance."""

from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from .choices import Choice
from .config import Config, Label, shown
from .parts import Json, Made, Site, all_of, rule
from .preset import Preset
from .words import Words

_DIGITS = Decimal("0.000001")


class Branch(Choice):
    """One way."""

    name: Label = shown(Words("Name", "Название"))
    weight: int = shown(Words("Share", "Доля"), default=1, ge=1, le=1000)

    @property
    def sign(self) -> object:
        return self.name


class SplitConfig(Config):
    listing: ClassVar[str | None] = "branches"

    branches: Annotated[list[Branch], Field(min_length=2, max_length=20)] = shown(Words("Ways", "Дороги"))


def _make(config: SplitConfig, site: Site) -> Made:
    total, passed = sum(branch.weight for branch in config.branches), 0
    *ruled, last = config.branches
    ways: list[Json] = []
    for branch in ruled:
        passed += branch.weight
        below = float((Decimal(passed) / total).quantize(_DIGITS))
        rules = all_of(rule("system.random", "less", below))
        ways.append(site.way(branch.id or "", branch.name, rules=rules))
    ways.append(site.way(last.id or "", last.name))
    return Made(steps=[site.step(proxy=True, groups=[site.group(ways)])])


SPLIT = Preset(
    id="split",
    family="logic",
    title=Words("Random split", "Случайный выбор"),
    description=Words(
        "Goes one of several ways by chance. Two of them passed in one turn choose alike.",
        "Идёт одной из дорог наугад. Два таких шага за один ход выберут одинаково.",
    ),
    config=SplitConfig,
    example={"branches": [{"name": "A", "weight": 1}, {"name": "B", "weight": 1}]},
    make=_make,
)
