"""Files that bots send: `file: <id>` in a message becomes a link its reader can open, or is left out."""

from authors import NOBODY, Author, done, visitor
from files import PNG, uploaded

from factories import make_person


def sends(*attachments, text=""):
    """A bot that answers everything with these attachments."""
    again = {"id": "g", "connections": [{"id": "c", "to": "s"}]}
    step = {"id": "s", "message": {"text": text, "attachments": [*attachments]}, "groups": [again]}
    return {"dbcv": 1, "kind": "bot", "name": "Sender", "first_step": "s", "steps": [step]}


async def greeting(author, place, document, name="Ada"):
    channel = await author.channel(await author.published(document))
    async with place.socket(channel, await visitor(author, name)) as talk:
        await talk.send({"type": "start"})
        return (await talk.replies(1))[0]


async def test_a_file_of_the_workspace_is_sent_as_a_link(author, front, place, worker):
    other = (await author.import_bot())["id"]
    file = await uploaded(front, author.headers, "/attachments", bot_id=other, name="plan.png")
    document = sends(
        {"file": file["id"], "type": "image"}, {"file": file["id"].upper(), "name": "A plan", "type": "file"}
    )

    said = await greeting(author, place, document)

    assert said["attachments"] == [
        {"type": "image", "url": file["url"], "name": "plan.png"},
        {"name": "A plan", "type": "file", "url": file["url"]},
    ]
    assert (await front.get(said["attachments"][0]["url"])).content == PNG


async def test_a_file_that_is_not_there_is_left_out_with_a_problem(author, app, place, worker):
    link = {"url": "https://files.example/a.png", "type": "image"}
    document = sends({"file": NOBODY}, link, {"file": "no id at all"}, text="Look")

    said = await greeting(author, place, document)

    assert (said["text"], said["attachments"]) == ("Look", [link])
    trace = await app.state.channels.pool.fetchval("select string_agg(trace::text, '') from trace")
    assert trace.count("message:file_not_found") >= 2
    assert NOBODY in trace


async def test_a_message_of_nothing_but_a_missing_file_is_not_sent(author, place, worker):
    document = sends({"file": NOBODY})
    document["steps"][0]["groups"][0]["connections"][0]["to"] = "end"
    document["steps"].append({"id": "end", "message": {"text": "The end"}})

    channel = await author.channel(await author.published(document))
    async with place.socket(channel, await visitor(author)) as talk:
        await talk.send({"type": "start"})
        await talk.say("Hello")
        said = await talk.replies(1)

    assert said[0]["text"] == "The end"


async def test_a_file_of_another_workspace_does_not_exist_for_a_bot(author, app, front, place, worker):
    stranger = Author(front, await make_person(app, "DEVELOPER"))
    theirs = (await stranger.import_bot())["id"]
    file = await uploaded(front, stranger.headers, "/attachments", bot_id=theirs)

    said = await greeting(author, place, sends({"file": file["id"]}, text="Look"))

    assert said["attachments"] == []


async def test_a_placeholder_reaches_what_this_person_sent_and_nobody_elses(author, front, place, worker):
    document = sends({"file": "{$message.params.id$}"}, text="Look")
    channel = await author.channel(await author.published(document))
    ada, bob = await visitor(author), await visitor(author, "Bob")
    file = await uploaded(front, ada, f"/channels/{channel}/attachments")
    seen = {}
    for name, headers in (("ada", ada), ("bob", bob)):
        async with place.socket(channel, headers) as talk:
            await talk.send({"type": "start"})
            await talk.replies(1)
            await talk.say("this one", params={"id": file["id"]})
            seen[name] = (await talk.replies(1))[0]["attachments"]

    assert [one["url"] for one in seen["ada"]] == [file["url"]]
    assert seen["bob"] == []


async def test_a_bot_hears_the_link_of_what_a_person_sends(author, front, place, worker):
    document = sends({"url": "{$message.attachments.0.url$}", "type": "image"}, text="Yours")
    channel = await author.channel(await author.published(document))
    ada = await visitor(author)
    file = await uploaded(front, ada, f"/channels/{channel}/attachments")
    async with place.socket(channel, ada) as talk:
        await talk.send({"type": "start"})
        await talk.replies(1)
        await talk.say("", attachments=[{name: file[name] for name in ("url", "type", "name")}])
        said = await talk.replies(1)

    assert done(await front.get(f"/api/v1/attachments/{file['id']}", headers=ada))["id"] == file["id"]
    assert [one["url"] for one in said[0]["attachments"]] == [file["url"]]
