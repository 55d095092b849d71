"""What the kinds of channels carry (texts in UTF-16 units, as the services count, values in UTF-8 bytes)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLimits:
    """None: as much as the language itself allows. `caption`: a text beside a single attachment."""

    text: int | None = None
    caption: int | None = None
    button_value: int | None = None
    buttons: int | None = None


CHANNEL_LIMITS: Mapping[str, ChannelLimits] = {
    "web": ChannelLimits(),
    "webhook": ChannelLimits(),
    "telegram": ChannelLimits(text=4096, caption=1024, button_value=64, buttons=100),
}


def strictest(kinds: Collection[str] | None, name: str) -> tuple[str, int] | None:
    """The kind that carries least of `name`, and how much that is."""
    limits = [(getattr(CHANNEL_LIMITS[kind], name), kind) for kind in kinds or () if kind in CHANNEL_LIMITS]
    most = min((limit for limit in limits if limit[0] is not None), default=None)
    return None if most is None else (most[1], most[0])
