"""A message with buttons, and a way on from each of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from .choices import Option
from .config import Config, Said, Text, Variable, shown
from .parts import Json, Made, Site, all_of, put, rule
from .preset import Preset
from .words import Words

_HINT = Words("Please choose one of the buttons.", "Выберите, пожалуйста, одну из кнопок.")


class MenuConfig(Config):
    listing: ClassVar[str | None] = "options"

    text: Said = shown(Words("Text", "Текст"), format="text")
    options: Annotated[list[Option], Field(min_length=1, max_length=30)] = shown(Words("Buttons", "Кнопки"))
    variable: Variable | None = shown(
        Words("Keep the choice in", "Сохранить выбор в"), format="variable", default=None
    )
    otherwise: Literal["repeat", "exit"] = shown(
        Words("Any other answer", "Любой другой ответ"),
        default="repeat",
        labels={
            "repeat": Words("say a hint and show the menu again", "подсказать и показать меню ещё раз"),
            "exit": Words("goes a way of its own", "ведёт своей дорогой"),
        },
    )
    hint: Text | None = shown(
        Words("Hint", "Подсказка"),
        Words("Said after any other answer.", "Говорится после любого другого ответа."),
        format="text",
        default=None,
    )


def is_chosen(option: Option) -> Json:
    """Whether its button was pressed, or its words typed."""
    words = [*dict.fromkeys((option.meant, option.text))]
    return all_of(rule("message.text", "in", words, ignore_case=True))


def buttons(options: list[Option]) -> list[Json]:
    return [
        {"text": option.text} | ({} if option.value is None else {"value": option.value})
        for option in options
    ]


def _make(config: MenuConfig, site: Site) -> Made:
    ways = [
        site.way(
            option.id or "",
            option.text,
            rules=is_chosen(option),
            set=[put(config.variable, option.meant)] if config.variable else [],
        )
        for option in config.options
    ]
    repeats = config.otherwise == "repeat"
    ways.append(site.way("other", Words("Otherwise", "Иначе"), to=site.of("hint") if repeats else ""))
    message = {"text": config.text, "buttons": buttons(config.options)}
    steps = [site.step(message=message, groups=[site.group(ways)])]
    return Made(steps=[*steps, *([_hint(config, site)] if repeats else [])])


def _hint(config: MenuConfig, site: Site) -> Json:
    back = site.way("back", Words("Again", "Ещё раз"), to=site.id)
    return site.step(
        "hint",
        Words("hint", "подсказка"),
        at=(0, 1),
        proxy=True,
        message={"text": config.hint or site.say(_HINT)},
        groups=[site.group([back], "hint")],
    )


MENU = Preset(
    id="menu",
    family="talk",
    title=Words("Menu with buttons", "Меню с кнопками"),
    description=Words(
        "Shows buttons; each leads somewhere of its own. Typed words count too.",
        "Показывает кнопки, каждая ведёт своей дорогой. Можно и написать словами.",
    ),
    config=MenuConfig,
    example={"text": "What would you like?", "options": [{"text": "Order"}, {"text": "Ask a question"}]},
    make=_make,
)
