"""Whatever is imported is a bot or is refused by its paths."""

import json

import pytest

from chaos.malice import DEEP, PLANTED
from conversing import ECHO, bot_document

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("unhurt")]

DOCUMENTS: dict[str, bytes] = {
    "nothing": b"",
    "a word": PLANTED.encode(),
    "no bot": b"{}",
    "a list": b"[1, 2]",
    "an unknown key": json.dumps({**ECHO, PLANTED: 1}).encode(),
    "a step twice": json.dumps(bot_document({"id": "a"}) | {"steps": [{"id": "a"}, {"id": "a"}]}).encode(),
    "a group twice": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g"}]}, {"id": "b", "groups": [{"id": "g"}]})
    ).encode(),
    "a connection twice": json.dumps(
        bot_document(
            {
                "id": "a",
                "groups": [{"id": "g", "connections": [{"id": "c", "to": "a"}, {"id": "c", "to": "a"}]}],
            }
        )
    ).encode(),
    "a group twice in a step": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g"}, {"id": "g"}]})
    ).encode(),
    "a request twice": json.dumps(
        bot_document({"id": "a"}, requests=[{"id": "r", "url": "https://a.example"}] * 2)
    ).encode(),
    "a note twice": json.dumps(bot_document({"id": "a"}, notes=[{"id": "n", "text": "x"}] * 2)).encode(),
    "a huge priority": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g", "priority": 10**30}]})
    ).encode(),
    "a huge place": json.dumps(bot_document({"id": "a", "position": {"x": 10**400, "y": 0}})).encode(),
    "a huge timeout": json.dumps(
        bot_document({"id": "a", "groups": [{"id": "g", "on": "timeout", "after": 10**14}]})
    ).encode(),
    "a huge template version": json.dumps(
        bot_document({"id": "a", "template": {"id": "t", "version": 10**30}})
    ).encode(),
    "U+0000": json.dumps(bot_document({"id": "a", "name": "a\0b", "message": {"text": "a\0b"}})).encode(),
    "a lone surrogate": b'{"dbcv":1,"kind":"bot","name":"\\ud800","first_step":"a","steps":[{"id":"a"}]}',
    "NaN": b'{"dbcv":1,"kind":"bot","name":"x","first_step":"a","variables":{"a":NaN},"steps":[{"id":"a"}]}',
    "bad UTF-8": b"dbcv: 1\nname: \xff\n",
    "nesting without an end": b'{"dbcv": ' + DEEP + b"}",
    "deep YAML": b"a: " + b"[" * 5000 + b"]" * 5000,
    "a bomb of aliases": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (n + 1, n + 1, n, n, n) for n in range(97, 121)),
    "a tag": b"!!python/object/apply:os.system ['true']\n",
    "a huge number": b'{"dbcv": 1e999999999}',
}


@pytest.mark.parametrize("body", DOCUMENTS.values(), ids=DOCUMENTS)
async def test_a_document_is_imported_or_refused_by_its_paths(client, author, body):
    headers = {**author._client.headers, "Content-Type": "application/json"}
    answer = await client.post("/bots/import", content=body, headers=headers)
    if answer.status_code != 201:
        assert answer.status_code in (400, 422), answer.text
        error = answer.json()["error"]
        assert (error["code"], bool(error["details"].get("fields"))) == ("document:invalid", True)
