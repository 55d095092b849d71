"""Who may propose, who decides, and what is told and kept of it."""

from datetime import timedelta

import pytest
from authors import Author, done, refused, script
from proposing import BYE, HELLO, Proposals, setting
from sqlalchemy import update

from app.authoring.proposals.limits import KEPT_FOR, MOST_OF_TOKEN
from app.authoring.proposals.retention import forget_proposals
from app.kit.clock import now
from app.runtime.postgres import open_pool
from app.storage.models import BotAccess, Proposal
from factories import make_person

PROPOSER = ["bots:read", "bots:propose"]


async def test_a_token_that_proposes_changes_no_draft_and_decides_nothing(proposals, author):
    token = await script(author, *PROPOSER)
    theirs = Proposals(token, proposals.bot)
    needed = (403, "auth:scope_needed")

    made = await theirs.made(setting(HELLO, "Welcome!"))
    done(await theirs.change(made, BYE))

    there = f"/bots/{proposals.bot}"
    body = {"operations": [BYE]}
    assert refused(await token.call("POST", f"{there}/changes", json=body)) == needed
    assert refused(await token.call("PATCH", there, json={"name": "x"})) == needed
    assert refused(await token.call("POST", f"{there}/tests", json={"turns": [{"start": True}]})) == needed
    assert refused(await token.call("POST", "/steps", json={"bot_id": proposals.bot})) == needed
    for verb in ("accept", "reject"):
        assert refused(await theirs.act(made, verb)) == needed
    assert (await proposals.draft())["revision"] == 1
    told = await proposals.read(made)
    assert (told["token_name"], told["revision"]) == ("Assistant", 2)


async def test_a_token_that_edits_proposes_and_decides_and_one_that_reads_does_neither(proposals, author):
    editor = Proposals(await script(author, "bots:read", "bots:edit"), proposals.bot)
    reader = Proposals(await script(author, "bots:read"), proposals.bot)

    made = await editor.made(setting(HELLO, "Welcome!"))

    assert (await reader.read(made))["title"] == "Better"
    refusal = await reader.call("POST", json={"title": "x"})
    assert refused(refusal) == (403, "auth:scope_needed")
    assert refusal.json()["error"]["details"] == {"scope": "bots:propose"}
    assert done(await editor.act(made, "accept"))["proposal"]["state"] == "accepted"


async def test_one_token_leaves_room_for_the_proposals_of_others(proposals, author):
    greedy = Proposals(await script(author, *PROPOSER), proposals.bot)
    made = [await greedy.made(operation_id=f"p{number}") for number in range(MOST_OF_TOKEN)]

    refusal = await greedy.call("POST", json={"title": "One more"})

    assert refused(refusal) == (409, "proposal:too_many_of_token")
    assert refusal.json()["error"]["details"] == {"limit": MOST_OF_TOKEN}
    again = await greedy.call("POST", json={"title": "Better", "operations": [], "operation_id": "p0"})
    assert done(again, 201)["id"] == made[0]
    await Proposals(await script(author, *PROPOSER), proposals.bot).made()
    for _ in range(MOST_OF_TOKEN + 1):
        await proposals.made()
    done(await greedy.act(made[0], "withdraw"))
    await greedy.made()


@pytest.mark.parametrize(("role", "status"), [("VIEWER", 403), ("EDITOR", 201)])
async def test_who_may_change_a_bot_may_propose(app, author, proposals, role, status):
    person = await make_person(app, "DEVELOPER")
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=proposals.bot, user_id=person.id, role=role))
    theirs = Proposals(Author(author.client, person), proposals.bot)
    made = await proposals.made(setting(HELLO, "Welcome!"))

    assert (await theirs.call("POST", json={"title": "Mine"})).status_code == status
    assert (await theirs.change(made, BYE)).status_code == (403 if status == 403 else 200)
    assert "steps.hello" in await theirs.parts(made)
    assert (await theirs.act(made, "accept")).status_code == (403 if status == 403 else 200)


async def test_the_trail_names_the_token_that_proposed_and_who_decided(proposals, author):
    token = Proposals(await script(author, *PROPOSER), proposals.bot)
    made = await token.made(setting(HELLO, "Welcome!"), BYE)
    done(await token.change(made, setting("steps.bye.name", "Bye")))
    done(await proposals.act(made, "accept", parts=["steps.bye"]))
    done(await proposals.act(made, "reject"))

    trail = done(await author.call("GET", f"/bots/{proposals.bot}/audit"))["items"]

    lines = {one["action"]: one for one in trail}
    assert {one["action"] for one in trail[:3]} == {"proposal.reject", "proposal.accept", "draft.accept"}
    assert lines["proposal.create"]["token_name"] == lines["proposal.change"]["token_name"] == "Assistant"
    assert lines["proposal.accept"]["token_name"] is None
    assert lines["proposal.accept"]["subject_id"] == made
    assert lines["proposal.accept"]["after"]["parts"] == ["steps.bye"]
    assert lines["proposal.change"]["after"]["paths"] == ["steps.bye.name"]


async def test_who_has_the_bot_open_hears_of_proposals(proposals, author, opened):
    async with opened(author, proposals.bot) as one:
        await one.told("hello")
        made = await proposals.made()
        heard = [await one.told("proposal")]
        done(await proposals.change(made, setting(HELLO, "Welcome!")))
        heard.append(await one.told("proposal"))
        done(await proposals.act(made, "accept"))
        heard.append(await one.told("proposal"))
        change = await one.told("changes")

    assert [(frame["id"], frame["state"], frame["revision"]) for frame in heard] == [
        (made, "open", 0),
        (made, "open", 1),
        (made, "accepted", 2),
    ]
    assert (change["action"], change["proposal_id"]) == ("accept", made)


async def test_what_was_decided_long_ago_is_forgotten(app, proposals, database_url):
    made = [await proposals.made(setting(HELLO, "Welcome!")) for _ in range(3)]
    for one in made[:2]:
        done(await proposals.act(one, "reject"))
    long_ago = now() - KEPT_FOR - timedelta(days=1)
    async with app.state.database.unit_of_work() as session:
        await session.execute(update(Proposal).where(Proposal.id == made[0]).values(decided_at=long_ago))
    pool = await open_pool(database_url, size=1)

    forgotten = await forget_proposals(pool, now())

    await pool.close()
    assert forgotten == 1
    left = done(await proposals.call("GET"))["items"]
    assert {one["id"] for one in left} == {made[1], made[2]}


async def test_a_token_that_proposes_withdraws_what_its_person_made_and_nothing_of_others(
    app, author, proposals
):
    theirs = Proposals(await script(author, *PROPOSER), proposals.bot)
    mine = await theirs.made(BYE)
    person = await make_person(app, "DEVELOPER")
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=proposals.bot, user_id=person.id, role="EDITOR"))
    others = await Proposals(Author(author.client, person), proposals.bot).made(BYE)

    assert done(await theirs.act(mine, "withdraw"))["state"] == "withdrawn"
    assert refused(await theirs.act(others, "withdraw")) == (403, "proposal:not_yours")
    # Nor does it slip something into what people take for another's.
    assert refused(await theirs.change(others, setting(HELLO, "Hi!"))) == (403, "proposal:not_yours")
    editor = Proposals(await script(author, "bots:read", "bots:edit"), proposals.bot)
    done(await editor.change(others, setting(HELLO, "Welcome!")))
    assert (await proposals.read(others))["state"] == "open"
    trail = done(await author.call("GET", f"/bots/{proposals.bot}/audit"))["items"]
    (line,) = [one for one in trail if one["action"] == "proposal.withdraw"]
    assert (line["subject_id"], line["token_name"]) == (mine, "Assistant")
