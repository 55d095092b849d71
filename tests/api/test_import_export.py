"""Documents in and out: what was imported is what is exported, to the byte."""

import asyncio
import json
from pathlib import Path

import pytest
from authors import BROKEN, ECHO, done, refused
from sqlalchemy import select

from app.engine.document import DocumentError, parse_document, read_source, to_json, to_yaml
from app.storage.models import Connection, ConnectionGroup, Step
from egress_servers import answer as answering
from egress_servers import serving

PROJECT = Path(__file__).parents[2]
FOLDERS = (
    PROJECT / "examples",
    PROJECT / "tests" / "conversations",
    PROJECT.parent / "shared" / "conformance" / "conversations",
)


def documents():
    """Every bot document of the project and, where it is at hand, of the conformance suite."""
    for path in (path for folder in FOLDERS for path in sorted(folder.rglob("*.yaml"))):
        try:
            source = read_source(path.read_bytes())
            bot = source.get("bot", source) if isinstance(source, dict) else None
            if isinstance(bot, dict):
                yield path.name, parse_document(bot)
        except DocumentError:
            continue  # tests of faulty documents


async def test_every_document_comes_out_as_it_went_in(author):
    count = 0
    for name, document in documents():
        yaml, plain = to_yaml(document), to_json(document)
        from_yaml = (await author.import_bot(yaml))["id"]
        from_json = (await author.import_bot(plain))["id"]
        assert await author.export(from_yaml) == await author.export(from_json) == yaml, name
        assert await author.export(from_yaml, format="json") == plain, name
        count += 1
    assert count > 20


async def test_an_export_says_what_it_is_and_is_not_for_caches(author):
    bot = (await author.import_bot())["id"]

    for kind in ("yaml", "json"):
        answer = await author.call("GET", f"/bots/{bot}/export", params={"format": kind})
        assert answer.headers["content-type"] == f"application/{kind}; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
    assert (await author.call("GET", f"/bots/{bot}/export", params={"format": "xml"})).status_code == 422


async def rows(app, model, bot):
    async with app.state.database.unit_of_work() as session:
        found = await session.execute(select(model.key, model.id).where(model.bot_id == bot))
        return dict(list(found))


async def test_an_import_over_a_bot_keeps_the_rows_of_what_stays(app, author):
    bot = (await author.import_bot())["id"]
    before = {model: await rows(app, model, bot) for model in (Step, ConnectionGroup, Connection)}
    reordered = {**ECHO, "name": "Other", "first_step": "echo", "steps": [*reversed(ECHO["steps"])]}
    reordered["steps"] = [*reordered["steps"], {"id": "new", "message": {"text": "New"}}]

    over = await author.import_bot(reordered, target_bot_id=bot)

    after = {model: await rows(app, model, bot) for model in before}
    assert (over["id"], over["name"], over["revision"]) == (bot, "Other", 2)
    assert after[Step].keys() == {"hello", "echo", "new"}
    assert {key: after[Step][key] for key in before[Step]} == before[Step]
    assert after[ConnectionGroup] == before[ConnectionGroup]
    assert after[Connection] == before[Connection]
    assert read_source(await author.export(bot)) == read_source(to_yaml(parse_document(reordered)))


async def test_what_an_import_leaves_out_is_gone(app, author):
    bot = (await author.import_bot())["id"]
    only = {**ECHO, "steps": [{"id": "hello", "message": {"text": "Hi"}}]}

    await author.import_bot(only, target_bot_id=bot)

    assert (await rows(app, Step, bot)).keys() == {"hello"}
    assert await rows(app, Connection, bot) == {}


async def test_parts_may_change_places_and_owners(app, author):
    def moved(first, second):
        groups = [[{"id": "g", "connections": [{"id": "c", "to": "a"}]}], []]
        steps = [{"id": "a", "groups": groups[first]}, {"id": "b", "groups": groups[second]}]
        return {"dbcv": 1, "kind": "bot", "name": "M", "first_step": "a", "steps": steps}

    bot = (await author.import_bot(moved(0, 1)))["id"]
    before = await rows(app, ConnectionGroup, bot)
    await author.import_bot(moved(1, 0), target_bot_id=bot)

    assert await rows(app, ConnectionGroup, bot) == before
    assert "groups" not in read_source(await author.export(bot))["steps"][0]


async def test_two_thousand_steps_are_imported_exported_and_published(author):
    def step(number):
        to = {"id": f"c{number}", "to": f"s{(number + 1) % 2000}"}
        text = {"text": f"Step {number} of two thousand"}
        return {"id": f"s{number}", "message": text, "groups": [{"id": f"g{number}", "connections": [to]}]}

    big = {"dbcv": 1, "kind": "bot", "name": "Big", "first_step": "s0", "steps": [*map(step, range(2000))]}
    bot = (await author.import_bot(big))["id"]
    await author.import_bot(big, target_bot_id=bot)

    assert await author.export(bot) == to_yaml(parse_document(big))
    assert (await author.publish(bot))["number"] == 1


async def test_an_import_tells_the_issues_and_is_done_all_the_same(author):
    bot = await author.import_bot(BROKEN)

    assert "error" in {issue["severity"] for issue in bot["issues"]}
    first = next(issue for issue in bot["issues"] if issue["severity"] == "error")
    assert first["path"] == "first_step"
    assert first["message"] != first["message_ru"]
    assert bot["issues"] == done(await author.call("GET", f"/bots/{bot['id']}/inspect"))["issues"]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ({}, "dbcv"),
        ({**ECHO, "dbcv": "x"}, "dbcv"),
        ({**ECHO, "steps": [{"id": "a", "mesage": {}}]}, "steps.0.mesage"),
        ({**ECHO, "steps": [{"id": "a"}, {"id": "a"}]}, "steps.1.id"),
        ([], ""),
        ("just words", ""),
        (b"\xff\xfe\x00", ""),
        ("a: &x [*x]", "a.0"),
        ("{", ""),
        ("", ""),
    ],
)
async def test_what_is_no_document_is_refused_with_every_fault_by_path(author, source, path):
    content = source if isinstance(source, str | bytes) else json.dumps(source)
    answer = await author.call("POST", "/bots/import", content=content)

    assert refused(answer) == (422, "document:invalid")
    fields = answer.json()["error"]["details"]["fields"]
    assert path in [field["path"] for field in fields]
    assert all(field["code"] and field["message"] and field["message_ru"] for field in fields)
    assert done(await author.call("GET", "/bots"))["items"] == []


async def test_a_refused_import_leaves_the_bot_as_it_was(author):
    bot = (await author.import_bot())["id"]
    before = await author.export(bot)

    answer = await author.call("POST", "/bots/import", content="steps: 5", params={"target_bot_id": bot})

    assert answer.status_code == 422
    assert await author.export(bot) == before
    assert done(await author.call("GET", f"/bots/{bot}"))["revision"] == 1


async def test_a_document_too_large_is_refused(author):
    answer = await author.call("POST", "/bots/import", content=b" " * (10 * 1024 * 1024 + 1))

    assert answer.status_code == 413
    assert answer.json()["error"]["code"].endswith(":too_large")


async def test_characters_that_texts_can_not_hold_are_replaced(author):
    odd = {**ECHO, "steps": [{"id": "hello", "message": {"text": "a\u0000b\ud800c"}}]}

    bot = await author.import_bot(json.dumps(odd))

    assert read_source(await author.export(bot["id"]))["steps"][0]["message"]["text"] == "a\ufffdb\ufffdc"


async def test_imports_over_one_bot_at_once_come_one_after_the_other(author):
    bot = (await author.import_bot())["id"]
    texts = [{**ECHO, "name": f"Echo {number}"} for number in range(6)]
    await asyncio.gather(*(author.import_bot(one, target_bot_id=bot) for one in texts))

    assert done(await author.call("GET", f"/bots/{bot}"))["revision"] == 7
    assert await author.export(bot) in [to_yaml(parse_document(one)) for one in texts]


async def test_an_import_reaches_no_address_and_runs_nothing(author):
    async with serving(answering(200)) as there:
        document = {
            **ECHO,
            "requests": [{"id": "r", "url": there.url}],
            "steps": [{"id": "hello", "groups": [{"id": "g", "type": "response", "request": "r"}]}],
        }
        bot = (await author.import_bot(document))["id"]
        await author.call("GET", f"/bots/{bot}/inspect")
        await author.call("POST", f"/bots/{bot}/simulate", json={"turns": [{"start": True}]})
        assert there.seen == []


@pytest.mark.parametrize(
    ("fields", "path"),
    [({"name": "x" * 201}, "name"), ({"name": " "}, "name"), ({"description": "x" * 2001}, "description")],
)
async def test_an_import_takes_the_texts_that_a_bot_is_given_by_itself(author, fields, path):
    document = {"dbcv": 1, "kind": "bot", "name": "B", "steps": [{"id": "a"}], "first_step": "a", **fields}

    for query in ({}, {"dry_run": True}):
        answer = await author.call("POST", "/bots/import", json=document, params=query)
        assert refused(answer) == (422, "document:invalid")
        (fault,) = answer.json()["error"]["details"]["fields"]
        assert (fault["path"], fault["code"]) == (path, "document:range")
        assert fault["message_ru"]
