"""What a clock works with."""

from dataclasses import dataclass, field

from redis.asyncio import Redis

from app.runtime.postgres import Pool

from .program import Programs
from .rounds import Rounds
from .turns import Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """One a process."""

    pool: Pool
    redis: Redis
    programs: Programs = field(default_factory=Programs)
    turns: Turns = field(default_factory=Turns)
    rounds: Rounds = field(default_factory=Rounds)
