"""What goes when a bot or a channel goes."""

import pytest
from authors import Author
from sqlalchemy import text

WAITING = ("session", "inbox")
SAID = ("message", "thread")


async def counts(app, *tables: str) -> list[int]:
    async with app.state.database.unit_of_work() as work:
        return [await work.scalar(text(f"select count(*) from {table}")) for table in tables]  # noqa: S608


@pytest.fixture
async def talked(app, author: Author) -> tuple[str, str]:
    """A bot and its channel, with one message that waits."""
    bot = await author.published()
    channel = await author.channel(bot)
    answer = await author.call("POST", f"/channels/{channel}/messages", json={"text": "hi"})
    assert answer.status_code == 202
    assert await counts(app, *WAITING, *SAID) == [1, 1, 1, 1]
    return bot, channel


async def test_a_deleted_bot_leaves_nothing_that_waits_and_all_that_was_said(app, author, talked):
    bot, _ = talked

    answer = await author.call("DELETE", f"/bots/{bot}")

    assert answer.status_code == 204
    assert await counts(app, *WAITING, *SAID) == [0, 0, 1, 1]


async def test_a_deleted_channel_leaves_nothing(app, author, talked):
    _, channel = talked

    answer = await author.call("DELETE", f"/channels/{channel}")

    assert answer.status_code == 204
    assert await counts(app, *WAITING, *SAID) == [0, 0, 0, 0]
