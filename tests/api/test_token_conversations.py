"""What people say is read with a scope of its own."""

import pytest
from authors import API, Author, done, refused, visitor
from bot_sockets import rename


class ByToken:
    """In a person's place: a script."""

    def __init__(self, token: str) -> None:
        self.headers = {"Authorization": f"Bearer {token}"}


async def script(author: Author, *scopes: str) -> Author:
    body = {"name": "script", "scopes": list(scopes)}
    token = done(await author.call("POST", "/tokens", json=body), 201)["token"]
    return Author(author.client, ByToken(token))


async def test_who_may_read_bots_reads_no_conversation_of_theirs(author):
    bot_id = await author.published()
    channel = await author.channel(bot_id)
    reader, listener = await script(author, "bots:read"), await script(author, "conversations:read")

    for path in (f"/bots/{bot_id}/sessions", f"/channels/{channel}/subscribers"):
        answer = await reader.call("GET", path)
        assert refused(answer) == (403, "auth:scope_needed")
        assert answer.json()["error"]["details"] == {"scope": "conversations:read"}
        assert (await listener.call("GET", path)).status_code == 200
    assert refused(await listener.call("GET", f"/bots/{bot_id}")) == (403, "auth:scope_needed")


@pytest.mark.parametrize("shown", ["", "/messages", "/trace"], ids=["whole", "messages", "trace"])
async def test_a_session_is_shown_to_who_may_read_conversations(author, shown):
    reader, listener = (
        await script(author, "bots:read", "bots:run"),
        await script(author, "conversations:read"),
    )
    path = f"/sessions/{author.person.id}{shown}"

    assert refused(await reader.call("GET", path)) == (403, "auth:scope_needed")
    assert refused(await listener.call("GET", path)) == (404, "session:not_found")


async def test_a_socket_without_that_scope_tells_changes_and_no_turns(author, opened, worker):
    bot_id = await author.published()
    channel = await author.channel(bot_id)
    person = await visitor(author)
    reader = await script(author, "bots:read")
    async with opened(author, bot_id) as whole, opened(reader, bot_id) as narrow:
        await whole.told("hello")
        await narrow.told("hello")
        for number in range(20):  # the workers look once a second who watches
            said = {"text": f"m{number}"}
            await author.client.post(f"{API}/channels/{channel}/messages", json=said, headers=person)
            try:
                await whole.told("variables", within=1.0)
                break
            except TimeoutError:
                continue
        await rename(author, bot_id, "New")
        await narrow.told("changes")
        with pytest.raises(TimeoutError):
            await narrow.told("variables", within=0.2)
