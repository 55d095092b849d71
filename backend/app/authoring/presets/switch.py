"""A way for each value of a variable."""

from typing import Annotated, ClassVar

from pydantic import Field

from .choices import Choice
from .config import Config, Label, ReadPath, shown
from .parts import Made, Site, all_of, rule
from .preset import Preset
from .words import Words


class Case(Choice):
    """One value."""

    value: Label | int | float | bool = shown(
        Words("Value", "Значение"), Words("May hold placeholders.", "Может содержать подстановки.")
    )
    name: Label | None = shown(
        Words("Name", "Название"), Words("The value by default.", "По умолчанию само значение."), default=None
    )

    @property
    def sign(self) -> object:
        return type(self.value), self.value


class SwitchConfig(Config):
    listing: ClassVar[str | None] = "cases"

    variable: ReadPath = shown(Words("Variable", "Переменная"), format="path")
    cases: Annotated[list[Case], Field(min_length=1, max_length=50)] = shown(Words("Values", "Значения"))
    ignore_case: bool = shown(
        Words("Upper and lower case are the same", "Не различать большие и маленькие буквы"), default=True
    )


def _make(config: SwitchConfig, site: Site) -> Made:
    more = {"ignore_case": True} if config.ignore_case else {}
    ways = [
        site.way(
            case.id or "",
            case.name or _shown(case.value),
            rules=all_of(rule(config.variable, "equal", case.value, **more)),
        )
        for case in config.cases
    ]
    ways.append(site.way("other", Words("Otherwise", "Иначе")))
    return Made(steps=[site.step(proxy=True, groups=[site.group(ways)])])


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


SWITCH = Preset(
    id="switch",
    family="logic",
    title=Words("Switch", "Выбор по значению"),
    description=Words(
        "Goes a way of its own for each value of a variable.",
        "Для каждого значения переменной идёт своей дорогой.",
    ),
    config=SwitchConfig,
    example={"variable": "session.size", "cases": [{"value": "small"}, {"value": "large"}]},
    make=_make,
)
