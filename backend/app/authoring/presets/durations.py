"""Times as people say them."""

from collections.abc import Mapping
from typing import Literal

from .words import Words

type Unit = Literal["seconds", "minutes", "hours", "days"]

SECONDS: Mapping[str, int] = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}
UNITS: dict[str, Words] = {
    "seconds": Words("seconds", "секунд"),
    "minutes": Words("minutes", "минут"),
    "hours": Words("hours", "часов"),
    "days": Words("days", "дней"),
}
MOST = 10_000  # of any unit


def seconds(amount: int, unit: Unit) -> int:
    return amount * SECONDS[unit]
