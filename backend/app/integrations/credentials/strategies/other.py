"""Headers of any name."""

from typing import Annotated

from pydantic import AfterValidator, Field, RootModel

from app.runtime.ports import Added

from .base import HeaderName, NoSettings, SecretLine, Strategy, Unlocked, of_ones_own

_MOST = 20


class _Secret(RootModel[dict[HeaderName, SecretLine]]):
    """Values by the names of their headers."""

    root: dict[Annotated[HeaderName, AfterValidator(of_ones_own)], SecretLine] = Field(
        min_length=1, max_length=_MOST
    )


def _added(unlocked: Unlocked) -> Added:
    headers = tuple(unlocked.secret.items())
    return Added(headers=headers, secrets=tuple(value for _, value in headers))


STRATEGY = Strategy(title="Headers", settings=NoSettings, secret=_Secret, added=_added)
