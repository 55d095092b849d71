"""If and else."""

from typing import Any

from .config import Config, shown
from .parts import Made, Site
from .preset import Preset
from .words import Words

EXAMPLE: dict[str, Any] = {
    "condition": "AND",
    "rules": [{"field": "session.age", "operator": "greater_or_equal", "value": 18}],
}


class IfConfig(Config):
    rules: dict[str, Any] = shown(
        Words("If", "Если"),
        Words("Rules (flow-language.md 5).", "Правила."),
        format="rules",
        min_length=1,
    )


def _make(config: IfConfig, site: Site) -> Made:
    ways = [
        site.way("yes", Words("If so", "Если да"), rules=config.rules),
        site.way("no", Words("Otherwise", "Иначе")),
    ]
    return Made(steps=[site.step(proxy=True, groups=[site.group(ways)])])


IF = Preset(
    id="if",
    family="logic",
    title=Words("If / else", "Если / иначе"),
    description=Words(
        "Goes one way where the rules hold, another where they don't.",
        "Идёт одной дорогой, если правила выполняются, и другой, если нет.",
    ),
    config=IfConfig,
    example={"rules": EXAMPLE},
    make=_make,
)
