"""A question that one of several answers fits."""

from typing import Annotated, ClassVar

from pydantic import Field

from .asking import ANSWERED, AskConfig, Checked, asking, given, kept_in
from .choices import Option
from .config import Variable, shown
from .menu import buttons, is_chosen
from .parts import Json, Made, Site, clear, put
from .preset import Preset
from .words import Words


class AskChoiceConfig(AskConfig):
    listing: ClassVar[str | None] = "options"

    options: Annotated[list[Option], Field(min_length=1, max_length=30)] = shown(Words("Answers", "Ответы"))
    variable: Variable = kept_in("session.choice")


def _make(config: AskChoiceConfig, site: Site) -> Made:
    """Every answer leads to one more step, so that there is one way on and not one for each."""
    used = [given(site), *([site.own("tries")] if (config.attempts or 1) > 1 else [])]
    checked = Checked(
        question=Words("Which one?", "Что выберете?"),
        hint=Words("Please choose one of the buttons.", "Выберите, пожалуйста, одну из кнопок."),
        message={"buttons": buttons(config.options)},
        ways=tuple(
            site.way(
                option.id or "",
                option.text,
                to=site.of("chosen"),
                rules=is_chosen(option),
                set=[put(config.variable, option.meant)],
            )
            for option in config.options
        ),
    )
    made = asking(config, site, checked)
    return Made(steps=[*made.steps, _chosen(site, [clear(variable) for variable in used])])


def _chosen(site: Site, cleared: list[Json]) -> Json:
    group = site.group([site.way("valid", ANSWERED, set=cleared)], "chosen")
    return site.step("chosen", Words("chosen", "выбрано"), at=(1, 0), proxy=True, groups=[group])


ASK_CHOICE = Preset(
    id="ask_choice",
    family="ask",
    title=Words("Ask for a choice", "Спросить, что выбрать"),
    description=Words(
        "Keeps which of the buttons was chosen, and goes on the same way after each.",
        "Запоминает, какая кнопка выбрана, и после любой идёт дальше одной дорогой.",
    ),
    config=AskChoiceConfig,
    example={
        "question": "Which size?",
        "options": [{"text": "Small", "value": "s"}, {"text": "Large", "value": "l"}],
        "variable": "session.size",
    },
    make=_make,
)
