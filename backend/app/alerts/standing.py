"""When problems are told of: decided from how it stood and what is counted, and nothing else."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from .limits import AGAIN, QUIET

type Kind = Literal["risen", "still", "over", "trial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`since`: when the problems rose that go on; `calm_at`: when they last came below; `told_at`: when
    people were last told of problems."""

    since: datetime | None = None
    calm_at: datetime | None = None
    told_at: datetime | None = None


def judged(was: Standing, since: datetime | None, at: datetime) -> tuple[Standing, Kind | None]:
    """How it stands now, and what is to be told. `since`: the first of too many problems, None where there
    are not too many.

    Told at once when it rises, once every AGAIN while it goes on, and once when it has been QUIET. What was
    cut short otherwise (turned off and on, archived and back) does not rise again sooner than it could have.
    """
    if since is None:
        return _below(was, at)
    if was.since is None:
        is_too_soon = was.told_at is not None and at - was.told_at < QUIET
        return (was, None) if is_too_soon else (Standing(since=since, told_at=at), "risen")
    if was.told_at is None or at - was.told_at >= AGAIN:
        return replace(was, calm_at=None, told_at=at), "still"
    return replace(was, calm_at=None), None


def _below(was: Standing, at: datetime) -> tuple[Standing, Kind | None]:
    if was.since is None:
        return was, None
    if was.calm_at is None:
        return replace(was, calm_at=at), None
    if at - was.calm_at >= QUIET:
        return Standing(told_at=was.told_at), "over"
    return was, None
