"""A message, and what happens after it."""

from typing import Literal

from .config import Config, Said, shown
from .parts import Made, Site
from .preset import Preset
from .words import Words


class MessageConfig(Config):
    text: Said = shown(Words("Text", "Текст"), format="text")
    then: Literal["continue", "wait", "end"] = shown(
        Words("Then", "Затем"),
        default="continue",
        labels={
            "continue": Words("go on at once", "сразу дальше"),
            "wait": Words("wait for an answer", "ждать ответа"),
            "end": Words("end the conversation", "закончить разговор"),
        },
    )


def _make(config: MessageConfig, site: Site) -> Made:
    goes_on = site.way("next", Words("Next", "Дальше"))
    groups = [] if config.then == "end" else [site.group([goes_on])]
    proxy = config.then == "continue"
    return Made(steps=[site.step(message={"text": config.text}, proxy=proxy, groups=groups)])


MESSAGE = Preset(
    id="message",
    family="talk",
    title=Words("Message", "Сообщение"),
    description=Words("Says something.", "Говорит что-нибудь."),
    config=MessageConfig,
    example={"text": "Hi {$user.name|default:'there'$}!", "then": "continue"},
    make=_make,
)
