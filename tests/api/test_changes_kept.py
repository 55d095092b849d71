"""The history of a draft: how much of it is kept, and how far behind a sender may be."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from authors import Author, done, refused
from test_changes import change, draft, say

from app.authoring.changes.limits import FURTHEST, MOST_TOUCHED
from app.authoring.retention import AT_ONCE, KEPT_ALWAYS, KEPT_AT_MOST, KEPT_FOR, forget_changes
from app.kit.clock import now
from app.runtime.postgres import Pool, open_pool

HISTORY = """
insert into draft_change (bot_id, revision, action, operations, inverse, touched, created_at)
select $1::uuid, r, 'change', '[]', '[]', '[["name"]]', $4::timestamptz
from generate_series($2::int, $3::int) r
"""
NAMES = """
insert into draft_operation (bot_id, operation_id, revision, digest)
select bot_id, 'op-' || revision, revision, '' from draft_change where bot_id = $1 and action = 'change'
"""
LONG_AGO = now() - KEPT_FOR - timedelta(days=1)


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    pool = await open_pool(database_url, size=1)
    yield pool
    await pool.close()


class History:
    """A bot with many changes: revision 1 is its import."""

    def __init__(self, author: Author, pool: Pool, bot_id: str) -> None:
        self.author = author
        self.pool = pool
        self.id = bot_id

    async def add(self, first: int, last: int, at: Any) -> None:
        await self.pool.execute(HISTORY, self.id, first, last, at)
        await self.pool.execute("update bot set revision = $2 where id = $1", self.id, last)

    async def age(self, at: Any) -> None:
        await self.pool.execute("update draft_change set created_at = $2 where bot_id = $1", self.id, at)

    async def revisions(self) -> list[int]:
        rows = await self.pool.fetch(
            "select revision from draft_change where bot_id = $1 order by revision", self.id
        )
        return [row["revision"] for row in rows]

    async def since(self, after: int) -> dict[str, Any]:
        path = f"/bots/{self.id}/changes"
        return done(await self.author.call("GET", path, params={"after": after, "limit": 1}))


@pytest.fixture
async def history(author: Author, pool: Pool) -> History:
    return History(author, pool, (await author.import_bot())["id"])


async def forget(history: History) -> int:
    return await forget_changes(history.pool, now() - KEPT_FOR)


async def test_old_changes_are_forgotten_but_for_the_newest_with_the_names_of_their_operations(history):
    last = KEPT_ALWAYS + AT_ONCE + 50
    await history.add(2, last, LONG_AGO)
    await history.age(LONG_AGO)
    await history.pool.execute(NAMES, history.id)

    assert await forget(history) == last - KEPT_ALWAYS
    assert await history.revisions() == list(range(last - KEPT_ALWAYS + 1, last + 1))
    names = await history.pool.fetchval(
        "select min(revision) from draft_operation where bot_id = $1", history.id
    )
    assert names == last - KEPT_ALWAYS + 1
    assert await forget(history) == 0


async def test_young_changes_are_kept_and_no_hole_is_left_among_them(history):
    await history.age(LONG_AGO)
    await history.add(2, 10, LONG_AGO)
    await history.add(11, 20 + KEPT_ALWAYS, now())
    await history.pool.execute(
        "update draft_change set created_at = $2 where bot_id = $1 and revision = 15", history.id, LONG_AGO
    )

    assert await forget(history) == 10
    assert await history.revisions() == list(range(11, 21 + KEPT_ALWAYS))


async def test_a_bot_that_is_changed_without_end_keeps_so_many(history):
    await history.add(2, KEPT_AT_MOST + 30, now())

    assert await forget(history) == 30
    assert (await history.revisions())[0] == 31


async def test_few_changes_are_kept_however_old(history):
    await history.add(2, KEPT_ALWAYS, LONG_AGO)
    await history.age(LONG_AGO)

    assert await forget(history) == 0


async def test_who_catches_up_from_what_is_forgotten_is_told_so(history):
    await history.add(2, KEPT_ALWAYS + 5, LONG_AGO)
    await history.age(LONG_AGO)
    assert (await history.since(0))["has_gap"] is False
    await forget(history)

    gone, kept = await history.since(4), await history.since(5)

    assert (gone["has_gap"], gone["items"][0]["revision"]) == (True, 6)
    assert (kept["has_gap"], kept["items"][0]["revision"]) == (False, 6)
    assert (await history.since(KEPT_ALWAYS + 5))["has_gap"] is False
    undone = await history.author.call("POST", f"/bots/{history.id}/changes/5/undo")
    assert refused(undone) == (404, "change:not_found")


@pytest.mark.parametrize(
    ("base", "status"), [pytest.param(5, 200, id="kept"), pytest.param(4, 409, id="forgotten")]
)
async def test_what_is_forgotten_cannot_be_merged_with(history, base, status):
    await history.add(2, KEPT_ALWAYS + 5, LONG_AGO)
    await history.age(LONG_AGO)
    await forget(history)

    answer = await change(history.author, history.id, say("hello", "New"), base_revision=base)

    assert answer.status_code == status, answer.text
    if status == 409:
        assert refused(answer) == (409, "change:base_too_old")
        assert answer.json()["error"]["details"] == {"revision": KEPT_ALWAYS + 5}
        assert (await draft(history.author, history.id))["revision"] == KEPT_ALWAYS + 5


@pytest.mark.parametrize(
    ("distance", "status"),
    [pytest.param(FURTHEST, 200, id="far"), pytest.param(FURTHEST + 1, 409, id="too far")],
)
async def test_who_is_too_far_behind_reads_the_draft_anew(history, distance, status):
    await history.add(2, distance + 1, now())

    answer = await change(history.author, history.id, say("hello", "New"), base_revision=1)

    assert answer.status_code == status, answer.text
    assert status == 200 or refused(answer)[1] == "change:base_too_old"


async def test_who_is_behind_by_more_than_anybody_reads_reads_the_draft_anew(history):
    await history.add(2, 3, now())
    await history.pool.execute(
        "update draft_change set touched = ('[[\"' || repeat('x', $2) || '\"]]')::json"
        " where bot_id = $1 and revision = 3",
        history.id,
        MOST_TOUCHED,
    )

    answer = await change(history.author, history.id, say("hello", "New"), base_revision=1)

    assert refused(answer) == (409, "change:base_too_old")


async def test_a_single_part_is_held_to_the_same(history):
    steps = done(await history.author.call("GET", "/steps", params={"bot_id": history.id}))["items"]
    await history.add(2, FURTHEST + 2, now())

    answer = await history.author.call(
        "PATCH", f"/steps/{steps[0]['id']}", json={"name": "New"}, headers={"If-Match": "1"}
    )

    assert refused(answer) == (409, "change:base_too_old")
