"""Choices an author lists: each has an id, by which the way that leads on from it is known again."""

from collections.abc import Sequence
from itertools import count
from typing import Annotated

from pydantic import StringConstraints

from .config import Config, Label, shown
from .words import Words

type ChoiceId = Annotated[str, StringConstraints(pattern=r"^o[0-9]{1,6}$")]


class Choice(Config):
    """Something that can be chosen. `sign`: what tells it from the others."""

    id: ChoiceId | None = shown(
        Words("Id", "Идентификатор"),
        Words(
            "Made where it is left out. Sent back, the choice keeps the way that leads on from it.",
            "Создаётся сам. Если его вернуть, у варианта останется проведённая от него связь.",
        ),
        default=None,
    )

    @property
    def sign(self) -> object:
        raise NotImplementedError


class Option(Choice):
    """A button."""

    text: Label = shown(Words("Button", "Кнопка"), Words("What it shows.", "Надпись на ней."), format="text")
    value: Label | None = shown(
        Words("Value", "Значение"),
        Words("What is kept of it; the text by default.", "Что запомнится; по умолчанию надпись."),
        default=None,
    )

    @property
    def sign(self) -> object:
        return self.meant

    @property
    def meant(self) -> str:
        """What pressing it sends."""
        return self.text if self.value is None else self.value


def keyed[C: Choice](now: Sequence[C], before: Sequence[C]) -> list[C]:
    """Each with an id: that it came with, else that of the same choice before, or of the one in its place."""
    found: list[str | None] = []
    for choice in now:
        found.append(None if choice.id in found else choice.id)
    gone = [one for one in before if one.id not in found]
    by_sign = {one.sign: one.id for one in gone}
    for place, choice in enumerate(now):
        if found[place] is None:
            found[place] = by_sign.pop(choice.sign, None)
    left = {one.id for one in gone} - {*found}
    for place, name in enumerate(found):
        if name is None and place < len(before) and before[place].id in left:
            found[place] = before[place].id
            left.discard(before[place].id)
    taken = {*found, *(one.id for one in before)}
    free = (name for number in count(1) if (name := f"o{number}") not in taken)
    return [
        choice.model_copy(update={"id": name or next(free)}) for choice, name in zip(now, found, strict=True)
    ]


def settled[C: Config](config: C, before: Config | None) -> C:
    """With an id for every choice; `before`: what was chosen until now."""
    name = config.listing
    if name is None:
        return config
    were: Sequence[Choice] = () if before is None else getattr(before, name)
    return config.model_copy(update={name: keyed(getattr(config, name), were)})
