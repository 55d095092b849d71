"""A question for a date."""

from typing import Any

from .asking import AskConfig, Checked, asking, given, kept_in
from .config import Label, Variable, shown
from .parts import Made, Site, put, rule, shows
from .preset import Preset
from .words import Words

_BOUND = Words(
    "YYYY-MM-DD, or a placeholder such as {$system.date$}.",
    "ГГГГ-ММ-ДД или подстановка, например {$system.date$}.",
)


class AskDateConfig(AskConfig):
    variable: Variable = kept_in("session.date")
    earliest: Label | None = shown(Words("Not before", "Не раньше"), _BOUND, default=None)
    latest: Label | None = shown(Words("Not after", "Не позже"), _BOUND, default=None)


def _make(config: AskDateConfig, site: Site) -> Made:
    answer = given(site)
    rules = [rule(answer, "equal", shows(answer), type="date")]
    props: dict[str, Any] = {}
    if config.earliest:
        rules.append(rule(answer, "greater_or_equal", config.earliest, type="date"))
        props["min"] = config.earliest
    if config.latest:
        rules.append(rule(answer, "less_or_equal", config.latest, type="date"))
        props["max"] = config.latest
    checked = Checked(
        question=Words("Which date?", "На какую дату?"),
        hint=Words(
            "Please give a date that fits, such as 2026-12-31.",
            "Укажите подходящую дату, например 2026-12-31.",
        ),
        rules=tuple(rules),
        kept=(put(config.variable, shows(f"{answer}|date:'%Y-%m-%d'")),),
        message={"widget": {"type": "date", "props": props}},
    )
    return asking(config, site, checked)


ASK_DATE = Preset(
    id="ask_date",
    family="ask",
    title=Words("Ask for a date", "Спросить дату"),
    description=Words(
        "Shows a calendar; a date can be typed too (YYYY-MM-DD).",
        "Показывает календарь; дату можно и написать (ГГГГ-ММ-ДД).",
    ),
    config=AskDateConfig,
    example={"question": "When shall we come?", "variable": "session.day", "earliest": "{$system.date$}"},
    make=_make,
)
