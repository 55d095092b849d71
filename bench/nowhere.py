"""`python -m bench.nowhere FILE`: a bot worker whose channel takes everything at once and answers nobody.

When it ends it writes to FILE when each message came: its id and the second, a line each.
"""

import sys
import time
from pathlib import Path
from uuid import UUID

import uvloop

from app.faststream_app import bot_app
from app.kit.logging import configure_logging
from app.kit.starting import settings_to_start_with
from app.runtime.ports import Delivery


class Nowhere:
    """A null channel."""

    def __init__(self) -> None:
        self.came: list[tuple[UUID, float]] = []

    async def carry(self, delivery: Delivery) -> None:
        self.came.append((delivery.message_id, time.time()))


def main() -> None:
    configure_logging("bot-worker")
    nowhere = Nowhere()
    uvloop.run(bot_app(settings_to_start_with(), lambda _: {"webhook": nowhere}).run())
    lines = (f"{message_id.hex} {at:.6f}\n" for message_id, at in nowhere.came)
    Path(sys.argv[1]).write_text("".join(lines))


if __name__ == "__main__":
    main()
