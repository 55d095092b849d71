"""Examples over HTTP: what there is, the document as it is, a talk before it is taken."""

from pathlib import Path

from authors import Author, done, refused

from app.engine import parse_document
from app.engine.document import canonical

FOLDER = Path(__file__).parents[2] / "examples"


async def test_every_example_of_the_checkout_is_listed_with_its_language(author: Author):
    listed = done(await author.call("GET", "/examples"))["items"]
    assert [one["name"] for one in listed] == sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    by_name = {one["name"]: one for one in listed}
    assert by_name["cafe-ru"]["locale"] == "ru"
    assert all(one["title"] and one["description"] and one["steps"] for one in listed)


async def test_an_example_becomes_a_bot_with_the_same_document(author: Author):
    document = done(await author.call("GET", "/examples/quiz"))
    assert document == canonical(parse_document((FOLDER / "quiz" / "bot.yaml").read_bytes(), "bot"))
    bot = done(await author.call("POST", "/bots/import", json=document), 201)
    draft = done(await author.call("GET", f"/bots/{bot['id']}/draft"))
    assert draft["document"]["steps"] == document["steps"]


async def test_an_example_answers_before_it_is_taken(author: Author):
    body = {"random": 0.2, "turns": [{"start": True}, {"user": {"button": "go"}}]}
    played = done(await author.call("POST", "/examples/quiz/simulate", json=body))
    assert [turn["at"] for turn in played["turns"]] == ["hello", "q1"]


async def test_code_of_an_example_runs_in_the_sandbox(author: Author):
    body = {"turns": [{"start": True}, {"user": "10000 at 5% for 24 months"}]}
    played = done(await author.call("POST", "/examples/loan/simulate", json=body))
    assert [problem for turn in played["turns"] for problem in turn["problems"]] == []


async def test_there_is_nothing_but_the_examples(author: Author):
    for name in ("nothing", "..%2Fbackend", "quiz%2Fbot.yaml"):
        assert (await author.call("GET", f"/examples/{name}")).status_code == 404
    assert refused(await author.call("GET", "/examples/nothing")) == (404, "example:not_found")
