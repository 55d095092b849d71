"""What `inspect` can be told where there is no system to ask."""

from collections.abc import Collection, Iterable

from app.authoring.presets import PRESETS
from app.engine.inspect import ReadCode, Surroundings
from app.integrations.registry import known_integrations
from app.kit.egress import EgressPolicy
from app.kit.egress.literal import is_surely_refused


def known_surroundings(
    *,
    channels: Collection[str] = (),
    egress_allow: Iterable[str] = (),
    read_code: ReadCode | None = None,
) -> Surroundings:
    """Addresses are judged as a system with these settings would."""
    policy = EgressPolicy.from_words(egress_allow)
    return Surroundings(
        integrations=known_integrations(),
        presets=PRESETS,
        channels=frozenset(channels),
        is_blocked=lambda url: is_surely_refused(url, policy),
        read_code=read_code,
    )
