"""How many sockets on bots this process has open: of one person, and on one bot."""

from collections import Counter
from collections.abc import Generator, Hashable
from contextlib import contextmanager
from uuid import UUID

from app.kit.errors import TooMany

ON_BOT = 100  # everybody there is told of everybody
WAIT = 10  # seconds until trying again may be of use


class Seats:
    """`of_person`: 0 for any number."""

    def __init__(self, *, of_person: int, on_bot: int = ON_BOT) -> None:
        self._of_person = of_person
        self._on_bot = on_bot
        self._taken: Counter[Hashable] = Counter()

    @contextmanager
    def taken(self, person_id: UUID, bot_id: UUID) -> Generator[None]:
        """One more until the block ends; TooMany `socket:too_many`."""
        with (
            self._one_more(("person", person_id), self._of_person),
            self._one_more(("bot", bot_id), self._on_bot),
        ):
            yield

    @contextmanager
    def _one_more(self, of: Hashable, limit: int) -> Generator[None]:
        if limit and self._taken[of] >= limit:
            raise TooMany("socket:too_many", "Too many are open.", limit=limit, retry_after=WAIT)
        self._taken[of] += 1
        try:
            yield
        finally:
            self._taken[of] -= 1
            if not self._taken[of]:
                del self._taken[of]
