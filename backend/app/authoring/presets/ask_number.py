"""A question for a number."""

from .asking import AskConfig, Checked, asking, given, kept_in
from .config import Variable, shown
from .parts import Made, Site, add, put, rule, shows
from .preset import Preset
from .words import Words

_BARE = "message.text|trim|replace:',','.'|replace:' ',''|replace:'−','-'"
_WHOLE = "^-?[0-9]{1,15}$"
_ANY = r"^-?[0-9]{1,15}(\.[0-9]{1,10})?$"


class AskNumberConfig(AskConfig):
    variable: Variable = kept_in("session.number")
    minimum: int | float | None = shown(Words("At least", "Не меньше"), default=None)
    maximum: int | float | None = shown(Words("At most", "Не больше"), default=None)
    whole: bool = shown(Words("Whole numbers only", "Только целые числа"), default=False)


def _make(config: AskNumberConfig, site: Site) -> Made:
    answer = given(site)
    rules = [rule(answer, "matches", _WHOLE if config.whole else _ANY)]
    if config.minimum is not None:
        rules.append(rule(answer, "greater_or_equal", config.minimum))
    if config.maximum is not None:
        rules.append(rule(answer, "less_or_equal", config.maximum))
    checked = Checked(
        question=Words("How many?", "Сколько?"),
        hint=Words("Please write a number that fits, such as 3.", "Напишите подходящее число, например 3."),
        given=_BARE,
        rules=tuple(rules),
        # Added to zero it is a number, as a text it would stay one.
        kept=(put(config.variable, 0), add(config.variable, shows(answer))),
    )
    return asking(config, site, checked)


ASK_NUMBER = Preset(
    id="ask_number",
    family="ask",
    title=Words("Ask for a number", "Спросить число"),
    description=Words(
        "Takes a number with a point or a comma, within the bounds that are given.",
        "Принимает число с точкой или запятой в заданных пределах.",
    ),
    config=AskNumberConfig,
    example={"question": "How many people?", "variable": "session.people", "minimum": 1, "whole": True},
    make=_make,
)
