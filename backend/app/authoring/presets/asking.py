"""Asking for something and checking it: what the presets that ask have in common.

The first step asks and waits. What does not fit leads to a step that says why and asks again; after so many
attempts it goes on another way.
"""

from dataclasses import dataclass, field
from typing import Any

from .config import Config, Text, shown
from .parts import Json, Made, Site, add, all_of, clear, put, rule, shows
from .words import Words

ANSWERED = Words("Answered", "Ответ есть")
_GAVE_UP = Words("Too many attempts", "Попытки кончились")
_WRONG = Words("Otherwise", "Иначе")


class AskConfig(Config):
    question: Text | None = shown(Words("Question", "Вопрос"), format="text", default=None)
    hint: Text | None = shown(
        Words("Hint", "Подсказка"),
        Words("Said after an answer that does not fit.", "Говорится, если ответ не подошёл."),
        format="text",
        default=None,
    )
    attempts: int | None = shown(
        Words("Attempts", "Попытки"),
        Words("As many as it takes where it is empty.", "Если пусто, сколько понадобится."),
        default=3,
        ge=1,
        le=20,
    )


def kept_in(default: str) -> Any:
    """The field that says where the answer goes."""
    return shown(Words("Keep the answer in", "Сохранить ответ в"), format="variable", default=default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`given`: what is looked at, kept beside while it is; `rules` are about it. `kept`: what is done when it
    fits. `ways`: in the place of one way on, several that lead inside."""

    question: Words
    hint: Words
    given: str = "message.text|trim"
    rules: tuple[Json, ...] = ()
    kept: tuple[Json, ...] = ()
    message: Json = field(default_factory=dict[str, Any])
    ways: tuple[Json, ...] = ()


def given(site: Site) -> str:
    """The variable that holds the answer while it is looked at."""
    return site.own("given")


def asking(config: AskConfig, site: Site, checked: Checked) -> Made:
    """The step that asks, and the one that asks again where there is more than one attempt."""
    tries, looked_at = site.own("tries"), given(site)
    counts = config.attempts is not None and config.attempts > 1
    done = [clear(looked_at), *([clear(tries)] if counts else [])]
    fits = site.way("valid", ANSWERED, rules=all_of(*checked.rules), set=[*checked.kept, *done])
    ways = [*checked.ways] or [fits]
    if counts:
        enough = all_of(rule(tries, "greater_or_equal", config.attempts))
        ways.append(site.way("gave_up", _GAVE_UP, rules=enough, set=done))
    again = [] if config.attempts == 1 else [_again(config, site, checked)]
    if again:
        ways.append(site.way("wrong", _WRONG, to=site.of("again")))
    else:
        ways.append(site.way("gave_up", _GAVE_UP, set=done))
    group = site.group(ways, set=[put(looked_at, shows(checked.given)), *([add(tries, 1)] if counts else [])])
    message = {"text": _text(config.question, checked.question, site), **checked.message}
    return Made(steps=[site.step(message=message, groups=[group]), *again])


def _again(config: AskConfig, site: Site, checked: Checked) -> Json:
    back = site.way("back", Words("Again", "Ещё раз"), to=site.id)
    return site.step(
        "again",
        Words("not understood", "не понял"),
        at=(0, 1),
        proxy=True,
        message={"text": _text(config.hint, checked.hint, site)},
        groups=[site.group([back], "again")],
    )


def _text(chosen: str | None, usual: Words, site: Site) -> str:
    return chosen or site.say(usual)
