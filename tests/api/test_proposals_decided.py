"""What comes of proposals: accepted or rejected, whole or by part, once, whatever others did meanwhile."""

import asyncio

from authors import done, refused
from proposing import BYE, HELLO, TO_BYE, setting, step


async def test_an_accepted_proposal_is_one_change_of_the_draft_and_undone_like_any_other(proposals):
    before = await proposals.draft()
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE, TO_BYE)
    proposed = (await proposals.read(made, "/document"))["document"]

    told = done(await proposals.act(made, "accept"))

    assert told["revision"] == before["revision"] + 1
    assert told["proposal"]["state"] == "accepted"
    assert told["proposal"]["decided_by"] == str(proposals.author.person.id)
    assert set(told["parts"]) == {"steps.hello", "steps.bye", "steps.echo"}
    assert told["left"] == []
    draft = await proposals.draft()
    assert (draft["document"], draft["revision"]) == (proposed, told["revision"])
    history = done(await proposals.author.call("GET", f"/bots/{proposals.bot}/changes", params={"after": 1}))
    assert [(one["action"], one["proposal_id"]) for one in history["items"]] == [("accept", made)]
    done(await proposals.author.call("POST", f"/bots/{proposals.bot}/changes/{told['revision']}/undo"))
    assert (await proposals.draft())["document"] == before["document"]


async def test_what_people_changed_elsewhere_since_is_merged(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)
    await proposals.edit(setting("steps.hello.name", "Start"), setting("steps.echo.name", "Echo"))

    assert not any(one["conflicts"] for one in (await proposals.parts(made)).values())
    done(await proposals.act(made, "accept"))

    document = (await proposals.draft())["document"]
    assert step(document, "hello")["name"] == "Start"
    assert step(document, "hello")["message"]["text"] == "Welcome!"
    assert step(document, "echo")["name"] == "Echo"


async def test_what_people_changed_in_the_same_place_since_is_a_conflict_told_before(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)
    revision = await proposals.edit(setting(HELLO, "Hi!"))

    parts = await proposals.parts(made)
    answer = await proposals.act(made, "accept")

    [conflict] = parts["steps.hello"]["conflicts"]
    assert parts["steps.bye"]["conflicts"] == []
    assert (conflict["code"], conflict["theirs"], conflict["yours"]["value"], conflict["revision"]) == (
        "change:conflict",
        "Hi!",
        "Welcome!",
        revision,
    )
    assert refused(answer) == (409, "change:conflict")
    details = answer.json()["error"]["details"]
    assert details["revision"] == revision
    assert [one["part"] for one in details["conflicts"]] == ["steps.hello"]
    assert (await proposals.read(made))["state"] == "open"
    assert step((await proposals.draft())["document"], "hello")["message"]["text"] == "Hi!"


async def test_who_has_seen_the_draft_writes_over_what_was_changed_in_it(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"))
    revision = await proposals.edit(setting(HELLO, "Hi!"))

    done(await proposals.act(made, "accept", base_revision=revision))

    assert step((await proposals.draft())["document"], "hello")["message"]["text"] == "Welcome!"


async def test_a_part_without_conflict_is_accepted_beside_one_with_it(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), setting("steps.echo.name", "Echo"))
    await proposals.edit(setting(HELLO, "Hi!"))

    told = done(await proposals.act(made, "accept", parts=["steps.echo"]))

    assert (told["proposal"]["state"], told["left"]) == ("open", ["steps.hello"])
    assert list(await proposals.parts(made)) == ["steps.hello"]
    rest = done(await proposals.act(made, "reject"))
    assert (rest["proposal"]["state"], rest["parts"]) == ("accepted", ["steps.hello"])
    document = (await proposals.draft())["document"]
    assert (step(document, "hello")["message"]["text"], step(document, "echo")["name"]) == ("Hi!", "Echo")


async def test_a_part_is_accepted_with_what_it_needs(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE, TO_BYE)

    alone = await proposals.act(made, "accept", parts=["steps.echo"])
    tried = done(await proposals.act(made, "accept", parts=["steps.echo"], with_needs=True, dry_run=True))
    both = done(await proposals.act(made, "accept", parts=["steps.echo"], with_needs=True))

    assert refused(alone) == (409, "proposal:needs_parts")
    assert alone.json()["error"]["details"]["parts"] == ["steps.bye"]
    assert tried["dry_run"]
    assert tried["parts"] == both["parts"] == ["steps.echo", "steps.bye"]
    assert both["left"] == ["steps.hello"]
    document = (await proposals.draft())["document"]
    assert step(document, "echo")["groups"][0]["connections"][0]["to"] == "bye"


async def test_a_removal_needs_those_that_let_go(proposals):
    gone = {"op": "remove", "path": "steps.echo"}
    made = await proposals.made(setting("steps.hello.groups.g.connections.c.to", "hello"), gone)

    parts = await proposals.parts(made)
    alone = await proposals.act(made, "accept", parts=["steps.echo"])

    assert (parts["steps.echo"]["how"], parts["steps.echo"]["needs"]) == ("removed", ["steps.hello"])
    assert refused(alone) == (409, "proposal:needs_parts")
    done(await proposals.act(made, "accept"))
    assert [one["id"] for one in (await proposals.draft())["document"]["steps"]] == ["hello"]


async def test_what_others_need_is_rejected_with_them(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE, TO_BYE)

    alone = await proposals.act(made, "reject", parts=["steps.bye"])
    both = done(await proposals.act(made, "reject", parts=["steps.bye"], with_needing=True))

    assert refused(alone) == (409, "proposal:needed")
    assert alone.json()["error"]["details"]["parts"] == ["steps.echo"]
    assert set(both["parts"]) == {"steps.bye", "steps.echo"}
    assert list(await proposals.parts(made)) == ["steps.hello"]
    document = (await proposals.read(made, "/document"))["document"]
    assert [one["id"] for one in document["steps"]] == ["hello", "echo"]


async def test_a_group_goes_from_one_step_to_another_as_one(proposals):
    move = {"op": "move", "path": "steps.hello.groups.g", "to": "steps.echo.groups"}
    made = await proposals.made(move)

    parts = await proposals.parts(made)
    assert parts["steps.echo"]["needs"] == ["steps.hello"]
    assert refused(await proposals.act(made, "reject", parts=["steps.hello"])) == (409, "proposal:needed")

    done(await proposals.act(made, "accept"))
    document = (await proposals.draft())["document"]
    assert [one["id"] for one in step(document, "echo")["groups"]] == ["h", "g"]
    assert "groups" not in step(document, "hello")


async def test_a_decided_proposal_is_neither_changed_nor_decided_again(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"))
    before = await proposals.draft()

    told = done(await proposals.act(made, "reject"))

    assert (told["proposal"]["state"], await proposals.draft()) == ("rejected", before)
    decided = (409, "proposal:decided")
    assert refused(await proposals.change(made, setting(HELLO, "Hi"))) == decided
    assert refused(await proposals.act(made, "accept")) == decided
    assert refused(await proposals.act(made, "reject")) == decided
    assert list(await proposals.parts(made)) == ["steps.hello"]


async def test_an_empty_proposal_cannot_be_accepted(proposals):
    made = await proposals.made()

    assert refused(await proposals.act(made, "accept")) == (409, "proposal:empty")
    assert done(await proposals.act(made, "reject"))["proposal"]["state"] == "rejected"


async def test_who_looked_at_an_earlier_revision_looks_again(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"))
    seen = (await proposals.read(made))["revision"]
    done(await proposals.change(made, setting(HELLO, "Buy now!")))

    answer = await proposals.act(made, "accept", revision=seen)

    assert refused(answer) == (409, "proposal:changed")
    assert answer.json()["error"]["details"]["revision"] == seen + 1
    assert refused(await proposals.act(made, "reject", revision=seen)) == (409, "proposal:changed")


async def test_a_part_that_is_not_there_is_named(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"))

    answer = await proposals.act(made, "accept", parts=["steps.hello", "steps.nowhere"])

    assert refused(answer) == (404, "proposal:no_such_part")
    assert answer.json()["error"]["details"]["parts"] == ["steps.nowhere"]


async def test_of_two_who_accept_at_once_one_does(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)
    revision = (await proposals.draft())["revision"]

    answers = await asyncio.gather(*(proposals.act(made, "accept") for _ in range(4)))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {refused(one)[1] for one in answers if one.status_code == 409} == {"proposal:decided"}
    assert (await proposals.draft())["revision"] == revision + 1


async def test_of_two_who_accept_the_same_part_at_once_one_does(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)

    one = ["steps.bye"]
    answers = await asyncio.gather(*(proposals.act(made, "accept", parts=one) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [200, 404, 404]


async def test_a_part_accepted_and_proposed_anew_is_not_in_its_own_way(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)
    done(await proposals.act(made, "accept", parts=["steps.hello"]))
    done(await proposals.change(made, setting(HELLO, "Welcome back!")))

    parts = await proposals.parts(made)

    assert {name: one["conflicts"] for name, one in parts.items()} == {"steps.hello": [], "steps.bye": []}
    done(await proposals.act(made, "accept"))
    assert step((await proposals.draft())["document"], "hello")["message"]["text"] == "Welcome back!"


async def test_a_part_whose_place_is_gone_says_so(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"), setting("steps.echo.name", "Echo"))
    revision = await proposals.edit({"op": "remove", "path": "steps.hello"}, setting("first_step", "echo"))

    [conflict] = (await proposals.parts(made))["steps.hello"]["conflicts"]
    assert conflict["code"] == "change:conflict"
    over = await proposals.act(made, "accept", base_revision=revision)
    assert refused(over) == (404, "change:no_such_part")
    assert over.json()["error"]["details"]["part"] == "steps.hello"
    done(await proposals.act(made, "accept", parts=["steps.echo"]))


async def test_ids_made_in_a_proposal_are_not_those_the_draft_makes(proposals):
    unnamed = {"op": "add", "path": "steps", "value": {"message": {"text": "?"}}}
    made = await proposals.made(unnamed)
    await proposals.edit(unnamed)

    done(await proposals.act(made, "accept"))

    ids = [one["id"] for one in (await proposals.draft())["document"]["steps"]]
    assert len(ids) == len(set(ids)) == 4


async def test_an_id_that_people_gave_meanwhile_is_told_of_the_part(proposals):
    made = await proposals.made(BYE, setting(HELLO, "Welcome!"))
    group = {"id": "late", "connections": [{"id": "late-c", "to": "hello"}]}
    other = await proposals.made({"op": "add", "path": "steps.hello.groups", "value": group})
    await proposals.edit({"op": "add", "path": "steps.echo.groups", "value": group})

    assert not (await proposals.parts(made))["steps.hello"]["conflicts"]
    [conflict] = (await proposals.parts(other))["steps.hello"]["conflicts"]
    assert conflict["code"] == "change:id_taken"
    assert refused(await proposals.act(other, "accept")) == (409, "change:id_taken")


async def test_who_made_a_proposal_withdraws_it_and_nobody_is_asked_any_more(proposals):
    before = await proposals.draft()
    made = await proposals.made(BYE)

    told = done(await proposals.act(made, "withdraw"))

    assert (told["state"], told["decided_by"]) == ("withdrawn", told["author_id"])
    assert await proposals.draft() == before
    assert done(await proposals.call("GET", params={"state": "open"}))["items"] == []
    assert [
        one["id"] for one in done(await proposals.call("GET", params={"state": "withdrawn"}))["items"]
    ] == [made]
    for verb in ("withdraw", "accept", "reject"):
        answer = await proposals.act(made, verb)
        assert refused(answer) == (409, "proposal:decided")
        assert answer.json()["error"]["details"]["state"] == "withdrawn"


async def test_what_was_accepted_of_a_proposal_stays_when_the_rest_is_withdrawn(proposals):
    made = await proposals.made(BYE, setting(HELLO, "Welcome!"))
    done(await proposals.act(made, "accept", parts=["steps.bye"]))
    after = await proposals.draft()

    assert done(await proposals.act(made, "withdraw"))["state"] == "accepted"
    assert await proposals.draft() == after
