"""A durable delay: a timer of the conversation, which outlives any restart."""

from .config import Config, Text, shown
from .durations import MOST, UNITS, Unit, seconds
from .parts import Made, Site
from .preset import Preset
from .words import Words


class WaitConfig(Config):
    amount: int = shown(Words("How long", "Сколько"), ge=1, le=MOST)
    unit: Unit = shown(Words("Unit", "Единица"), default="minutes", labels=UNITS)
    text: Text = shown(
        Words("Text", "Текст"), Words("Said before.", "Говорится перед этим."), format="text", default=""
    )
    interrupt: bool = shown(
        Words("A message ends the wait", "Сообщение прерывает ожидание"),
        Words(
            "It goes a way of its own; otherwise what is written meanwhile gets no answer.",
            "Оно ведёт своей дорогой; иначе на написанное тем временем ответа не будет.",
        ),
        default=False,
    )


def _make(config: WaitConfig, site: Site) -> Made:
    over = site.way("after", Words("After the wait", "Когда время вышло"))
    after = seconds(config.amount, config.unit)
    groups = [site.group([over], on="timeout", after=after) | {"restart": False}]
    if config.interrupt:
        said = site.way("said", Words("A message came", "Пришло сообщение"))
        groups.append(site.group([said], "said"))
    message = {"text": config.text} if config.text else None
    return Made(steps=[site.step(message=message, groups=groups)])


WAIT = Preset(
    id="wait",
    family="logic",
    title=Words("Wait", "Подождать"),
    description=Words(
        "Goes on after a time, however long, also if DBCV is restarted meanwhile.",
        "Продолжает спустя время, сколь угодно долгое, даже если DBCV тем временем перезапустят.",
    ),
    config=WaitConfig,
    example={"amount": 1, "unit": "hours", "text": "Back in an hour!"},
    make=_make,
)
