"""What is not replayed, and how much of a conversation is."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from authors import ECHO, refused
from sqlalchemy import text
from talks import quiz, visit

from app.conversations.replay import replay
from app.conversations.replay.loading import MOST_ROWS, load_given
from app.conversations.replay.recorded import Recorded, Turn
from app.conversations.replay.run import Given
from app.engine import Incoming, compile_document, parse_document
from app.engine.masking import Secrets
from app.engine.simulation import Mocks
from app.kit.errors import InvalidInput
from app.runtime.playing import TURNS
from app.storage.models import Session


@pytest.fixture
async def ada(author, worker):
    return await visit(author, await author.published(quiz()))


async def loaded(app, ada, **bounds) -> Given:
    async with app.state.database.unit_of_work() as session:
        found = await session.get(Session, UUID(ada.session))
        return (await load_given(session, found, **bounds))()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"version": 7}, (404, "bot:version_not_found")),
        ({"version": 2**40}, (404, "bot:version_not_found")),
        ({"version": "newest"}, (422, "api:invalid")),
        ({"http": [{"answer": {}}]}, (422, "api:invalid")),
        (
            {"http": [{"request": "GET https://a.example", "answer": {"status": "no"}}]},
            (422, "replay:faulty_mocks"),
        ),
        (
            {"integrations": [{"integration": "a.b", "answer": {"elapsed_ms": "x"}}]},
            (422, "replay:faulty_mocks"),
        ),
        ({"turns": []}, (422, "api:invalid")),
    ],
)
async def test_faulty_wishes_are_refused(ada, wanted, expected):
    await ada.talk("hello")

    answer = await ada.author.call("POST", f"/sessions/{ada.session}/replay", json=wanted)

    assert refused(answer) == expected


async def test_a_bot_that_goes_on_and_on_is_stopped(app, ada):
    await ada.talk("hello", "5")
    async with app.state.database.unit_of_work() as session:
        given = await load_given(session, await session.get(Session, UUID(ada.session)))
        compiled = await app.state.conversations.compiled(session, UUID(ada.bot), None)

    with pytest.raises(InvalidInput) as stopped:
        replay(compiled(), given(), Mocks(), seconds=-1.0)

    assert stopped.value.code == "replay:too_long"


async def test_a_draft_no_simulation_would_play_is_not_replayed_either(author, ada):
    await ada.talk("hello")
    rules = [{"field": "message.text", "operator": "matches", "value": f"a{n}b+"} for n in range(300)]
    group = {"connections": [{"rules": {"condition": "OR", "rules": rules}, "to": "s"}]}
    heavy = {"dbcv": 1, "kind": "bot", "first_step": "s", "steps": [{"id": "s", "groups": [group]}]}
    await author.import_bot(heavy, target_bot_id=ada.bot)

    answer = await author.call("POST", f"/sessions/{ada.session}/replay", json={"version": "draft"})

    assert refused(answer) == (422, "simulation:too_many_patterns")


async def test_what_is_too_much_to_be_read_is_replayed_as_far_as_it_is_read(app, ada):
    await ada.talk("hello", "5", "back", "4")
    async with app.state.database.unit_of_work() as session:
        size = await session.scalar(text("select max(length(cast(body as text))) from trace"))

    whole = await loaded(app, ada)
    part = await loaded(app, ada, most_bytes=size * 2)

    assert (len(whole.recorded.turns), whole.recorded.complete) == (4, True)
    assert 1 <= len(part.recorded.turns) < 4
    assert not part.recorded.complete


async def test_of_very_many_traces_the_first_are_read(app, ada):
    await ada.talk("hello")
    async with app.state.database.unit_of_work() as session:
        await session.execute(
            text(
                "insert into trace (session_id, body)"
                " select session_id, body from trace, generate_series(1, :many)"
            ),
            {"many": MOST_ROWS + 100},
        )

    recorded = (await loaded(app, ada)).recorded

    assert (len(recorded.turns), recorded.complete) == (TURNS, False)


def test_a_replay_too_large_to_be_shown_is_refused():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    turns = [
        Turn(
            event="message",
            at=at + timedelta(seconds=number),
            message=Incoming(id=str(number), text="x" * 60_000),
        )
        for number in range(TURNS)
    ]
    given = Given(
        session_id=UUID(int=1),
        recorded=Recorded(turns=tuple(turns), complete=True),
        scopes={},
        always={"bot": {}, "user": {}, "channel": {}},
        secrets=Secrets(),
    )

    with pytest.raises(InvalidInput) as refusal:
        replay(compile_document(parse_document(ECHO)), given, Mocks(), seconds=600.0)

    assert refusal.value.code == "replay:too_large"
