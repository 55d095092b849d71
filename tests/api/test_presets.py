"""Presets over HTTP: the catalogue, steps made of them, made anew, opened up."""

import json
from typing import Any

import pytest
from authors import ECHO, Author, done, refused
from jsonschema_rs import is_valid

from app.authoring.presets import PRESETS
from app.integrations.registry import MANIFESTS

EMPTY = {"dbcv": 1, "kind": "bot", "name": "Empty", "steps": []}
MENU = {"text": "Which?", "options": [{"text": "Red"}, {"text": "Blue"}]}


async def draft(author: Author, bot_id: str) -> dict[str, Any]:
    return done(await author.call("GET", f"/bots/{bot_id}/draft"))


async def document(author: Author, bot_id: str) -> dict[str, Any]:
    return (await draft(author, bot_id))["document"]


async def create(
    author: Author, bot_id: str, preset_id: str, config: Any = None, **more: Any
) -> dict[str, Any]:
    given = PRESETS[preset_id].example if config is None else config
    body = {"preset_id": preset_id, "bot_id": bot_id, "config": given, **more}
    return done(await author.call("POST", "/presets/create-step", json=body), 201)


async def update(author: Author, step: dict[str, Any], config: Any, **more: Any) -> dict[str, Any]:
    body = {"step_id": step["id"], "config": config, **more}
    return done(await author.call("POST", "/presets/update-step", json=body))


async def operate(author: Author, bot_id: str, *operations: dict[str, Any]) -> dict[str, Any]:
    body = {"operations": [*operations]}
    return done(await author.call("POST", f"/bots/{bot_id}/changes", json=body))


def steps_of(whole: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["id"]: step for step in whole["steps"]}


def ways_of(step: dict[str, Any], group: int = 0) -> dict[str, str]:
    """Where each connection leads, by its name."""
    return {way["name"]: way["to"] for way in step["groups"][group]["connections"]}


@pytest.fixture
async def bot(author):
    return (await author.import_bot())["id"]


@pytest.fixture
async def empty(author):
    return (await author.import_bot(EMPTY))["id"]


async def test_the_catalogue_describes_every_preset_so_that_a_form_draws_itself(author, client):
    items = done(await author.call("GET", "/presets/catalog"))["items"]

    assert [item["id"] for item in items] == [*PRESETS]
    for item in items:
        assert item["title"]
        assert item["title_ru"] != item["title"]
        assert is_valid(item["config"], item["example"])
        icon = await client.get(item["icon"])
        assert (icon.status_code, icon.headers["content-type"]) == (200, "image/svg+xml")


async def test_icons_are_for_anybody_for_good_and_can_neither_run_nor_load_anything(author, client):
    addresses = [item["icon"] for item in done(await author.call("GET", "/presets/catalog"))["items"]]
    for address in (*addresses, *(manifest.icon.address for manifest in MANIFESTS.values())):
        icon = await client.get(address)

        assert icon.status_code == 200
        assert icon.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
        assert icon.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert icon.headers["x-content-type-options"] == "nosniff"
        assert (
            icon.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        )
        assert "set-cookie" not in icon.headers
    gone = await client.get(addresses[0].replace(".svg", "0.svg"))
    assert refused(gone) == (404, "icon:not_found")
    assert (await client.head(addresses[0])).status_code == 200


async def test_a_bot_made_of_one_preset_lacks_nothing_but_targets(author):
    for preset_id in PRESETS:
        bot = (await author.import_bot(EMPTY))["id"]

        made = await create(author, bot, preset_id)

        whole = await draft(author, bot)
        assert whole["document"]["first_step"] == made["key"] == f"{preset_id}1"
        assert [step["id"] for step in whole["document"]["steps"]] == made["steps"]
        assert [one["id"] for one in whole["document"].get("requests", [])] == made["requests"]
        assert whole["document"]["steps"][0]["preset"]["id"] == preset_id
        assert errors_in(whole["issues"]) == errors_in(made["issues"])
        codes = [code for code, _ in errors_in(made["issues"])]
        assert codes == ["flow:no_target"] * len(made["exits"])
        assert done(await author.call("GET", f"/steps/{made['id']}"))["key"] == made["key"]
        end = {"op": "add", "path": "steps", "value": {"id": "end", "message": {"text": "End"}}}
        chosen = [{"op": "set", "path": f"{one['path']}.to", "value": "end"} for one in made["exits"]]
        await operate(author, bot, end, *chosen)
        assert errors_in((await draft(author, bot))["issues"]) == set()


async def test_it_is_published_when_its_targets_are_chosen_and_not_before(author, empty):
    made = await create(author, empty, "code")

    assert refused(await author.call("POST", f"/bots/{empty}/publish"))[0] == 409
    ways = [{"op": "set", "path": f"{one['path']}.to", "value": "end"} for one in made["exits"]]
    await operate(author, empty, {"op": "add", "path": "steps", "value": {"id": "end"}}, *ways)
    await author.publish(empty)


def errors_in(issues):
    return {(one["code"], one["path"]) for one in issues if one["severity"] == "error"}


async def test_it_is_one_change_that_can_be_undone(author, bot):
    before = await draft(author, bot)

    made = await create(author, bot, "ask_choice", connect=["steps.echo.groups.h.connections.d"])

    after = steps_of(await document(author, bot))
    assert made["revision"] == before["revision"] + 1
    assert after["echo"]["groups"][0]["connections"][0]["to"] == "ask_choice1"
    assert after["ask_choice1"]["position"] == {"x": 0, "y": 0}
    done(await author.call("POST", f"/bots/{bot}/changes/{made['revision']}/undo"))
    assert await document(author, bot) == before["document"]


async def test_several_stand_beside_each_other_under_names_of_their_own(author, bot):
    one = await create(author, bot, "ask_email", name="Work e-mail", position={"x": 640, "y": 200})
    two = await create(author, bot, "ask_email", key="home")
    three = await create(author, bot, "ask_email")

    steps = steps_of(await document(author, bot))
    assert (one["key"], two["key"], three["key"]) == ("ask_email1", "home", "ask_email2")
    assert one["steps"] == ["ask_email1", "ask_email1_again"]
    assert steps["ask_email1_again"]["name"] == "Work e-mail: not understood"
    assert steps["ask_email1_again"]["position"] == {"x": 640, "y": 400}
    assert steps["home"]["name"] == "Ask for an e-mail"
    assert steps["home"]["position"]["x"] > 640
    taken = {"preset_id": "ask_email", "bot_id": bot, "config": {}, "key": "home"}
    answer = await author.call("POST", "/presets/create-step", json=taken)
    assert refused(answer) == (409, "change:id_taken")


async def test_in_a_russian_bot_steps_and_questions_are_russian(author):
    bot = (await author.import_bot({**EMPTY, "locale": "ru"}))["id"]

    made = await create(author, bot, "ask_email", {})

    steps = steps_of(await document(author, bot))
    assert steps["ask_email1"]["name"] == "Спросить почту"
    assert steps["ask_email1"]["message"]["text"] == "Какой у вас адрес электронной почты?"
    assert [one["name"] for one in made["exits"]] == ["Ответ есть", "Попытки кончились"]


async def test_the_same_operation_makes_a_step_once(author, bot):
    made = await create(author, bot, "menu", MENU, operation_id="m-1")
    again = await create(author, bot, "menu", MENU, operation_id="m-1")

    assert (again["id"], again["key"], again["revision"]) == (made["id"], made["key"], made["revision"])
    changed = {"text": "What?", "options": [{"text": "Red"}]}
    first = await update(author, made, changed, operation_id="m-2")
    second = await update(author, made, changed, operation_id="m-2")
    assert first["revision"] == second["revision"] == made["revision"] + 1
    await operate(author, bot, {"op": "remove", "path": "steps.menu1"})
    body = {"preset_id": "menu", "bot_id": bot, "config": MENU, "operation_id": "m-1"}
    assert refused(await author.call("POST", "/presets/create-step", json=body)) == (404, "part:not_found")
    other = {**body, "operation_id": "x"}
    await operate(author, bot, {"op": "set", "path": "name", "value": "B", "operation_id": "x"})
    answer = await author.call("POST", "/presets/create-step", json=other)
    assert refused(answer) == (409, "change:operation_reused")


async def test_another_config_keeps_the_targets_that_were_chosen(author, bot):
    made = await create(author, bot, "menu", MENU)
    red, blue, *_ = made["exits"]
    await operate(
        author,
        bot,
        {"op": "set", "path": f"{red['path']}.to", "value": "hello"},
        {"op": "set", "path": f"{blue['path']}.to", "value": "echo"},
    )

    # One is renamed, one moves behind it, one is new: all without ids.
    options = [{"text": "Green"}, {"text": "Crimson"}, {"text": "Blue"}]
    changed = await update(author, made, {"text": "And now?", "options": options})

    step = steps_of(await document(author, bot))["menu1"]
    assert step["message"]["text"] == "And now?"
    assert ways_of(step) == {"Green": "hello", "Crimson": "", "Blue": "echo", "Otherwise": "menu1_hint"}
    assert [one["to"] for one in changed["exits"]] == ["hello", "", "echo"]
    kept = step["preset"]["config"]["options"]
    assert [one["id"] for one in kept] == ["o1", "o3", "o2"]

    # With their ids sent back there is nothing to be guessed.
    options = [{**kept[2], "text": "Azure"}, kept[0]]
    await update(author, made, {"text": "And now?", "options": options})
    step = steps_of(await document(author, bot))["menu1"]
    assert ways_of(step) == {"Azure": "echo", "Green": "hello", "Otherwise": "menu1_hint"}


async def test_what_was_changed_by_hand_stays_as_far_as_the_preset_leaves_it_alone(author, bot):
    made = await create(author, bot, "ask_email", {"question": "Mail?"}, name="Mail")
    group = "steps.ask_email1.groups.ask_email1"
    by_hand = [
        {"op": "set", "path": "steps.ask_email1.name", "value": "My question"},
        {"op": "set", "path": "steps.ask_email1.position", "value": {"x": 5, "y": 6}},
        {"op": "set", "path": "steps.ask_email1.note", "value": "ask legal"},
        {"op": "set", "path": "steps.ask_email1_again.message.text", "value": "Once more, please."},
        {"op": "set", "path": f"{group}.connections.ask_email1_valid.to", "value": "hello"},
        {"op": "set", "path": f"{group}.connections.ask_email1_wrong.to", "value": "echo"},
        {"op": "add", "path": f"{group}.connections", "value": {"id": "skip", "to": "echo"}, "after": None},
        {"op": "remove", "path": f"{group}.connections.ask_email1_gave_up"},
    ]
    await operate(author, bot, *by_hand)

    await update(author, made, {"question": "Your e-mail?", "variable": "user.email"})

    steps = steps_of(await document(author, bot))
    step, again = steps["ask_email1"], steps["ask_email1_again"]
    assert (step["name"], step["position"], step["note"]) == ("My question", {"x": 5, "y": 6}, "ask legal")
    assert step["message"]["text"] == "Your e-mail?"
    assert again["message"]["text"] == "Once more, please."
    ways = {way["id"]: way["to"] for way in step["groups"][0]["connections"]}
    assert ways == {"skip": "echo", "ask_email1_valid": "hello", "ask_email1_wrong": "echo"}
    valid = step["groups"][0]["connections"][1]
    assert valid["set"][0]["variable"] == "user.email"

    await update(author, made, {"question": "Your e-mail?", "hint": "Hm?", "attempts": 5})
    steps = steps_of(await document(author, bot))
    assert steps["ask_email1_again"]["message"]["text"] == "Hm?"
    assert [way["id"] for way in steps["ask_email1"]["groups"][0]["connections"]] == [
        "skip",
        "ask_email1_valid",
        "ask_email1_gave_up",
        "ask_email1_wrong",
    ]


async def test_steps_that_are_not_needed_go_unless_something_else_leads_there(author, bot):
    one = await create(author, bot, "ask_email", {})
    two = await create(author, bot, "ask_phone", {})
    led = {"op": "set", "path": "steps.echo.groups.h.connections.d.to", "value": "ask_phone1_again"}
    await operate(author, bot, led)

    await update(author, one, {"attempts": 1})
    await update(author, two, {"attempts": 1})

    steps = steps_of(await document(author, bot))
    assert "ask_email1_again" not in steps
    assert "ask_phone1_again" in steps
    again = await update(author, one, {"attempts": 2})
    assert again["steps"] == ["ask_email1", "ask_email1_again"]
    body = {"step_id": two["id"], "config": {"attempts": 2}}
    assert refused(await author.call("POST", "/presets/update-step", json=body)) == (409, "preset:id_taken")


async def test_a_request_of_a_preset_is_made_anew_with_it(author, bot):
    made = await create(author, bot, "request", {"url": "https://api.example/a"}, name="Weather")
    await operate(author, bot, {"op": "set", "path": "requests.request1.timeout", "value": 30})

    await update(author, made, {"url": "https://api.example/b", "method": "POST", "body": {"x": 1}})

    (request,) = (await document(author, bot))["requests"]
    assert request == {
        "id": "request1",
        "name": "Weather",
        "method": "POST",
        "url": "https://api.example/b",
        "body": {"x": 1},
    }


async def test_opened_up_everything_stays_but_the_face(author, bot):
    made = await create(author, bot, "retry")
    before = await document(author, bot)

    await operate(author, bot, {"op": "remove", "path": "steps.retry1.preset"})

    after = await document(author, bot)
    assert "preset" not in steps_of(after)["retry1"]
    assert [{k: v for k, v in step.items() if k != "preset"} for step in before["steps"]] == after["steps"]
    answer = await author.call("POST", "/presets/update-step", json={"step_id": made["id"], "config": {}})
    assert refused(answer) == (409, "preset:none")


async def test_a_preset_nobody_knows_is_a_hint_and_nothing_more(author):
    steps = [{**step} for step in json.loads(json.dumps(ECHO["steps"]))]
    steps[1]["preset"] = {"id": "ask_fax", "config": {"x": 1}}
    bot = (await author.import_bot({**ECHO, "steps": steps}))["id"]

    issues = (await draft(author, bot))["issues"]

    assert [(one["code"], one["severity"], one["step"]) for one in issues] == [
        ("preset:unknown", "hint", "echo")
    ]
    rows = done(await author.call("GET", "/steps", params={"bot_id": bot, "search": "fax"}))["items"]
    body = {"step_id": rows[0]["id"], "config": {}}
    assert refused(await author.call("POST", "/presets/update-step", json=body)) == (404, "preset:not_found")
    await author.publish(bot)


async def test_a_config_written_by_hand_that_fits_nothing_is_replaced_by_one_that_does(author, bot):
    made = await create(author, bot, "menu", MENU)
    await operate(
        author,
        bot,
        {"op": "set", "path": f"{made['exits'][0]['path']}.to", "value": "hello"},
        {"op": "set", "path": "steps.menu1.preset", "value": {"id": "menu", "config": {"nonsense": 1}}},
    )

    await update(author, made, MENU)

    step = steps_of(await document(author, bot))["menu1"]
    assert ways_of(step)["Red"] == "hello"
    assert step["preset"]["config"]["text"] == "Which?"


async def test_a_copy_with_groups_of_its_own_is_not_made_anew(author, bot):
    await create(author, bot, "message", {"text": "Hi"})
    copy = {**steps_of(await document(author, bot))["message1"], "id": "copy"}
    copy["groups"] = [{"id": "own", "connections": [{"id": "way", "to": "hello"}]}]
    await operate(author, bot, {"op": "add", "path": "steps", "value": copy})
    rows = done(await author.call("GET", "/steps", params={"bot_id": bot}))["items"]
    row = next(one for one in rows if one["key"] == "copy")

    body = {"step_id": row["id"], "config": {"text": "Hey"}}
    answer = await author.call("POST", "/presets/update-step", json=body)

    assert refused(answer) == (409, "preset:not_its_own")


async def test_what_others_changed_meanwhile_is_shown(author, bot):
    made = await create(author, bot, "message", {"text": "Hi"})
    await operate(author, bot, {"op": "set", "path": "steps.message1.message.text", "value": "Hello"})

    body = {"step_id": made["id"], "config": {"text": "Hey"}, "base_revision": made["revision"]}
    answer = await author.call("POST", "/presets/update-step", json=body)

    assert refused(answer) == (409, "change:conflict")


async def test_what_does_not_fit_is_refused_and_nothing_is_made(author, bot):
    before = await draft(author, bot)
    body = {"preset_id": "message", "bot_id": bot, "config": {}}
    answer = await author.call("POST", "/presets/create-step", json=body)
    assert refused(answer) == (422, "api:invalid")
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "config.text"
    unknown = {**body, "preset_id": "nothing"}
    answer = await author.call("POST", "/presets/create-step", json=unknown)
    assert refused(answer) == (404, "preset:not_found")
    astray = {"preset_id": "retry", "bot_id": bot, "connect": ["steps.hello.groups.g.connections.nobody"]}
    answer = await author.call("POST", "/presets/create-step", json=astray)
    assert refused(answer) == (404, "change:no_such_part")
    assert await draft(author, bot) == before


async def test_parts_of_a_preset_are_those_that_would_be_created(author, empty):
    wanted = {"preset_id": "menu", "config": MENU, "position": {"x": 40, "y": 60}}
    parts = done(await author.call("POST", "/presets/parts", json={**wanted, "key": "menu1"}))
    await create(author, empty, "menu", MENU, position=wanted["position"], key="menu1")
    whole = await document(author, empty)
    assert parts["steps"] == whole["steps"]
    assert parts["requests"] == whole.get("requests", [])


async def test_parts_of_a_preset_with_a_faulty_config_are_refused_by_path(author):
    body = {"preset_id": "menu", "key": "menu1", "config": {"options": []}}
    assert refused(await author.call("POST", "/presets/parts", json=body)) == (422, "api:invalid")
