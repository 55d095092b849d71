"""Proposals: edits on a branch of a draft, for a person to decide on."""

from asyncio import gather

from authors import ECHO, NOBODY, Author, done, refused
from proposing import BYE, HELLO, TO_BYE, Proposals, setting, step

from app.storage.models import BotAccess
from factories import make_person


async def test_what_is_proposed_is_not_in_the_draft(proposals):
    before = await proposals.draft()

    made = await proposals.made(setting(HELLO, "Welcome!"), BYE)

    assert await proposals.draft() == before
    told = await proposals.read(made)
    assert (told["title"], told["state"], told["counts"]["added"]) == ("Better", "open", 1)
    assert told["base_revision"] == told["draft_revision"] == before["revision"]
    assert told["author_id"] == str(proposals.author.person.id)
    document = (await proposals.read(made, "/document"))["document"]
    assert step(document, "hello")["message"]["text"] == "Welcome!"
    assert step(document, "bye")


async def test_a_difference_is_told_by_parts(proposals):
    made = await proposals.made(
        setting(HELLO, "Welcome!"),
        BYE,
        TO_BYE,
        setting("variables.score", 10),
        setting("locale", "ru"),
        setting("requests.price.method", "POST"),
        {"op": "remove", "path": "notes.n1"},
        {"op": "add", "path": "groups", "value": {"id": "all", "connections": [{"id": "x", "to": "bye"}]}},
    )

    parts = await proposals.parts(made)

    assert {name: one["how"] for name, one in parts.items()} == {
        "bot": "changed",
        "variables": "changed",
        "steps.hello": "changed",
        "steps.echo": "changed",
        "steps.bye": "added",
        "groups.all": "added",
        "requests.price": "changed",
        "notes.n1": "removed",
    }
    assert parts["steps.hello"]["fields"] == [
        {"path": HELLO, "before": ECHO["steps"][0]["message"]["text"], "after": "Welcome!"}
    ]
    assert parts["steps.bye"]["whole"]["message"]["text"] == "Bye!"
    assert parts["notes.n1"]["whole"]["text"] == "ask legal"
    assert parts["steps.echo"]["needs"] == parts["groups.all"]["needs"] == ["steps.bye"]
    assert set(parts["steps.bye"]["needed_by"]) == {"groups.all", "steps.echo"}
    assert not any(one["conflicts"] for one in parts.values())


async def test_proposals_are_listed_open_ones_first(proposals):
    first, second, third = [await proposals.made(title=name) for name in "abc"]
    done(await proposals.act(third, "reject"))

    whole = done(await proposals.call("GET"))["items"]
    page = done(await proposals.call("GET", params={"limit": 2}))
    rest = done(await proposals.call("GET", params={"limit": 2, "cursor": page["next_cursor"]}))
    rejected = done(await proposals.call("GET", params={"state": "rejected"}))["items"]

    assert [one["id"] for one in whole] == [second, first, third]
    assert [one["id"] for one in page["items"] + rest["items"]] == [second, first, third]
    assert rest["next_cursor"] is None
    assert [one["id"] for one in rejected] == [third]


async def test_a_bot_has_only_so_many_open_ones(proposals, monkeypatch):
    monkeypatch.setattr("app.authoring.proposals.making.MOST_OPEN", 2)
    first = await proposals.made()
    await proposals.made()

    answer = await proposals.call("POST", json={"title": "One more"})

    assert refused(answer) == (409, "proposal:too_many")
    done(await proposals.act(first, "reject"))
    await proposals.made()


async def test_a_proposal_goes_with_its_bot_and_is_in_no_export(proposals, author):
    made = await proposals.made(setting(HELLO, "Only proposed"))

    assert "Only proposed" not in await author.export(proposals.bot)
    copy = done(await author.call("POST", f"/bots/{proposals.bot}/duplicate", json={}), 201)["id"]
    assert done(await Proposals(author, copy).call("GET"))["items"] == []
    assert (await author.call("DELETE", f"/bots/{proposals.bot}")).status_code == 204
    assert (await proposals.call("GET", f"/{made}")).status_code == 404


async def test_another_bots_proposal_is_not_there(proposals, author):
    made = await proposals.made(BYE)
    other = Proposals(author, (await author.import_bot(ECHO))["id"])

    for named in (made, NOBODY):
        for path in ("", "/document", "/difference", "/inspect"):
            assert refused(await other.call("GET", f"/{named}{path}")) == (404, "proposal:not_found")
        for verb in ("accept", "reject"):
            assert refused(await other.act(named, verb)) == (404, "proposal:not_found")
        assert refused(await other.change(named, BYE)) == (404, "proposal:not_found")
        for path in ("draft", "inspect", "tests"):
            answer = await author.call("GET", f"/bots/{other.bot}/{path}", params={"proposal": named})
            assert refused(answer) == (404, "proposal:not_found")


async def test_operations_are_done_to_a_proposal_as_to_a_draft(proposals):
    made = await proposals.made()
    named = {**setting(HELLO, "Welcome!"), "operation_id": "op-1"}
    unnamed = {"op": "add", "path": "steps", "value": {"message": {"text": "?"}}, "operation_id": "op-2"}

    first = done(await proposals.change(made, named, unnamed, base_revision=0))
    again = done(await proposals.change(made, named, unnamed, base_revision=0))
    tried = done(await proposals.change(made, setting(HELLO, "?"), dry_run=True))
    other = await proposals.change(made, {**setting(HELLO, "Hi"), "operation_id": "op-1"})
    wrong = await proposals.change(made, setting("steps.helo.name", "x"), TO_BYE)
    late = await proposals.change(made, setting(HELLO, "Hi"), base_revision=0)
    merged = done(await proposals.change(made, setting("steps.hello.name", "Start"), base_revision=0))

    assert (first["revision"], again["revision"], tried["revision"]) == (1, 1, 1)
    assert [one["is_new"] for one in again["applied"]] == [False, False]
    assert again["applied"][1]["id"] == first["applied"][1]["id"]
    assert refused(other) == (409, "change:operation_reused")
    assert refused(wrong) == (404, "change:no_such_part")
    assert wrong.json()["error"]["details"]["nearest"][0] == "hello"
    assert refused(late) == (409, "change:conflict")
    assert merged["revision"] == 2
    assert (await proposals.draft())["revision"] == 1


async def test_what_others_did_to_a_proposal_is_seen_by_if_match(proposals):
    made = await proposals.made(setting(HELLO, "Welcome!"))
    body = {"json": {"operations": [setting(HELLO, "Hi")]}, "headers": {"If-Match": '"0"'}}

    assert refused(await proposals.call("POST", f"/{made}/changes", **body)) == (409, "change:conflict")
    answer = await proposals.call("GET", f"/{made}/document")
    assert answer.headers["ETag"] == '"1"'


async def test_what_is_proposed_is_inspected_played_and_tested(proposals, author):
    there = f"/bots/{proposals.bot}"
    query = {"params": {"proposal": await proposals.made(setting(HELLO, "Welcome!"), TO_BYE)}}
    talk = {"name": "greets", "turns": [{"start": True, "bot": ["Welcome!"]}]}
    kept = {"op": "add", "path": "tests", "value": talk}
    made = query["params"]["proposal"]
    done(await proposals.change(made, kept))

    draft = done(await author.call("GET", f"{there}/draft", **query))
    issues = done(await author.call("GET", f"{there}/inspect", **query))["issues"]
    own = done(await proposals.call("GET", f"/{made}/inspect"))["issues"]
    played = done(await author.call("POST", f"{there}/simulate", json=talk, **query))
    tests = done(await author.call("GET", f"{there}/tests", **query))
    run = done(await author.call("POST", f"{there}/tests/run", json={"proposal": made}))

    assert (draft["revision"], draft["proposal"]) == (2, made)
    assert [one["code"] for one in issues if one["severity"] == "error"] == ["flow:unknown_step"]
    assert own == issues
    assert draft["issues"] == issues
    assert played["passed"]
    assert [one["name"] for one in tests["items"]] == ["greets"]
    assert (run["passed"], run["revision"], run["proposal"]) == (True, 2, made)
    assert not done(await author.call("POST", f"{there}/simulate", json=talk))["passed"]


async def test_a_proposal_is_no_version_and_asks_nothing_outside(proposals, author):
    made = await proposals.made(BYE)
    talk = {"turns": [{"start": True}]}
    there = f"/bots/{proposals.bot}"

    async def simulated(**query: str):
        return await author.call("POST", f"{there}/simulate", json=talk, params={"proposal": made, **query})

    assert refused(await simulated(version="1")) == (422, "proposal:or_version")
    assert refused(await simulated(live="true")) == (422, "proposal:not_live")
    run = await author.call("POST", f"{there}/tests/run", json={"proposal": made, "version": 1})
    assert refused(run) == (422, "proposal:or_version")


async def test_no_value_of_a_secret_comes_into_a_proposal(proposals, author):
    made = await proposals.made(setting("secrets", ["bot.token", "bot.score"]))
    key = setting("variables.token", "k-1234")

    assert refused(await proposals.change(made, key)) == (422, "proposal:secret_value")
    assert refused(
        await proposals.call(
            "POST", json={"title": "x", "operations": [setting("secrets", ["bot.token"]), key]}
        )
    ) == (422, "proposal:secret_value")

    done(await proposals.act(made, "accept"))
    draft = (await proposals.draft())["document"]
    assert draft["variables"] == {"score": "•••"}
    assert "k-1234" not in str(await proposals.read(made, "/document"))


async def test_what_was_called_secret_since_is_not_shown(proposals):
    made = await proposals.made(setting("variables.score", 4321), setting("variables.level", 1))
    await proposals.edit(setting("secrets", ["bot.score"]))

    told = str([await proposals.read(made, what) for what in ("/document", "/difference")])
    accepted = await proposals.act(made, "accept")

    assert "4321" not in told
    assert refused(accepted) == (409, "change:conflict")
    assert "4321" not in accepted.text


async def test_a_proposal_that_is_sent_again_is_made_once(proposals):
    body = {"title": "Better", "note": "Why", "operations": [BYE], "operation_id": "mine-1"}

    first = done(await proposals.call("POST", json=body), 201)
    again = done(await proposals.call("POST", json=body), 201)

    assert (again["id"], again["revision"]) == (first["id"], first["revision"])
    assert (first["is_new"], again["is_new"], again["applied"]) == (True, False, [])
    assert len(done(await proposals.call("GET"))["items"]) == 1
    for other in ({"title": "Worse"}, {"note": None}, {"operations": []}):
        answer = await proposals.call("POST", json=body | other)
        assert refused(answer) == (409, "change:operation_reused")
    assert len(done(await proposals.call("GET"))["items"]) == 1


async def test_what_is_asked_for_at_once_under_one_name_is_made_once(proposals):
    body = {"title": "Better", "operation_id": "mine-1"}

    made = await gather(*(proposals.call("POST", json=body) for _ in range(4)))

    assert len({done(one, 201)["id"] for one in made}) == 1
    assert sorted(one.json()["is_new"] for one in made) == [False, False, False, True]


async def test_a_name_is_of_its_maker_and_no_operation_of_the_proposal_has_it(proposals, app):
    body = {"title": "Better", "operation_id": "mine-1"}
    made = done(await proposals.call("POST", json=body), 201)
    person = await make_person(app, "DEVELOPER")
    async with app.state.database.unit_of_work() as session:
        session.add(BotAccess(bot_id=proposals.bot, user_id=person.id, role="EDITOR"))
    theirs = Proposals(Author(proposals.author.client, person), proposals.bot)

    assert done(await theirs.call("POST", json=body), 201)["id"] != made["id"]
    named = {**BYE, "operation_id": "mine-1"}
    assert refused(await proposals.change(made["id"], named)) == (409, "change:operation_reused")
    both = {"title": "x", "operation_id": "mine-2", "operations": [{**BYE, "operation_id": "mine-2"}]}
    assert refused(await proposals.call("POST", json=both)) == (409, "change:operation_reused")
    assert len(done(await proposals.call("GET"))["items"]) == 2
