"""What documents and operations look like is told to programs that write them."""

from authors import Author, done
from jsonschema_rs import validator_for

BOT = {"dbcv": 1, "kind": "bot", "name": "Small", "first_step": "a", "steps": [{"id": "a"}]}


async def test_a_document_that_is_exported_fits_the_schema(author: Author):
    fits = validator_for(done(await author.call("GET", "/schemas/document")))
    bot = done(await author.call("POST", "/bots/import", json=BOT), 201)["id"]
    assert fits.is_valid(done(await author.call("GET", f"/bots/{bot}/export?format=json")))
    assert not fits.is_valid({**BOT, "first_stp": "a"})


async def test_operations_that_are_taken_fit_the_schema(author: Author):
    fits = validator_for(done(await author.call("GET", "/schemas/operations")))
    assert fits.is_valid([{"op": "set", "path": ["steps", "a", "name"], "value": "A", "after": None}])
    assert not fits.is_valid([{"op": "sett", "path": "name"}])
    assert not fits.is_valid([{"op": "set", "path": "name", "valeu": 1}])
