"""Templates as authors bring them, and bots that run one."""

import json

from authors import done

ASK = {
    "dbcv": 1,
    "kind": "template",
    "id": "ask",
    "version": 1,
    "name": "Ask for a town",
    "inputs": {"type": "object", "properties": {"question": {"type": "string"}}, "required": ["question"]},
    "outputs": {"type": "object", "properties": {"town": {"type": "string"}}},
    "first_step": "q",
    "steps": [
        {
            "id": "q",
            "message": {"text": "{$template.question$}"},
            "groups": [
                {
                    "id": "g",
                    "set": [{"variable": "template.town", "value": "{$message.text$}"}],
                    "connections": [{"id": "c", "to": "end"}],
                }
            ],
        },
        {"id": "end"},
    ],
}


RUNS = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Runs",
    "first_step": "run",
    "steps": [
        {
            "id": "run",
            "template": {
                "id": "ask",
                "version": 1,
                "inputs": {"question": "Where?"},
                "outputs": {"town": "session.town"},
            },
            "groups": [{"id": "g", "connections": [{"id": "c", "to": "end"}]}],
        },
        {"id": "end", "message": {"text": "{$session.town$}!"}},
    ],
}


async def imported(author, document=ASK, status=201, **query):
    source = json.dumps(document)
    return done(await author.call("POST", "/templates/import", content=source, params=query), status)


async def instance_of(author, bot):
    (only,) = done(await author.call("GET", "/template-instances", params={"bot_id": bot}))["items"]
    return only
