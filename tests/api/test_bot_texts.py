"""A bot's description is kept as every other text: what no database takes is replaced at the border."""

from authors import Author, done


async def test_half_characters_in_a_description_spoil_no_search(author: Author):
    body = {"name": "Odd", "description": "nul\x00 here"}
    bot = done(await author.call("POST", "/bots", json=body), 201)
    assert bot["description"] == "nul\ufffd here"
    changed = done(await author.call("PATCH", f"/bots/{bot['id']}", json={"description": "\x00again"}))
    assert changed["description"] == "\ufffdagain"

    found = done(await author.call("GET", "/bots?search=Odd"))
    assert [one["id"] for one in found["items"]] == [bot["id"]]
