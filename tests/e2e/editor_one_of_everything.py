"""What the author of the Properties dock's test begins with, and what is meant to come of it."""

from typing import Any

BEGINNING: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "One of everything",
    "first_step": "start",
    "templates": [
        {
            "dbcv": 1,
            "kind": "template",
            "id": "ask-mail",
            "version": 1,
            "name": "Where to send it",
            "inputs": {
                "type": "object",
                "properties": {"question": {"type": "string", "title": "Question"}},
                "required": ["question"],
            },
            "outputs": {
                "type": "object",
                "properties": {"email": {"type": "string", "title": "The address"}},
            },
            "first_step": "q",
            "steps": [
                {
                    "id": "q",
                    "message": {"text": "{$template.question$}"},
                    "groups": [
                        {
                            "id": "tg",
                            "set": [{"variable": "template.email", "value": "{$message.text$}"}],
                            "connections": [{"id": "tc", "to": "end"}],
                        }
                    ],
                },
                {"id": "end"},
            ],
        }
    ],
    "steps": [{"id": "start", "position": {"x": 0, "y": 0}}],
}


def rule(field: str, operator: str, value: Any = None, **more: Any) -> dict[str, Any]:
    held = {} if value is None else {"value": value}
    return {"condition": "AND", "rules": [{"field": field, "operator": operator, **held, **more}]}


def meant(shop: str) -> dict[str, Any]:
    """What was made, steps by their names, nothing that is as by default."""
    widget = {
        "type": "form",
        "props": {
            "title": "Your order",
            "fields": [
                {
                    "name": "size",
                    "label": "Which size?",
                    "type": "select",
                    "required": True,
                    "options": [{"text": "Small"}],
                }
            ],
        },
    }
    request = {"name": "Price", "url": f"{shop}/price?item={{$session.item$}}", "query": {"lang": "en"}}
    failed, worked = rule("code.error", "is_not_null"), rule("response.ok", "equal", value=True)
    config = {"chat_id": "42", "text": "Price: {$session.price$}", "silent": True}
    read = {"variable": "session.price", "value": "{$response.body.items.0.price$}"}
    instance = {
        "id": "ask-mail",
        "version": 1,
        "inputs": {"question": "Where to, {$user.name$}?"},
        "outputs": {"email": "user.email"},
    }
    heard = rule("message.text", "equal", "help", ignore_case=True)
    return {
        "groups": [{"connections": [{"rules": heard, "to": "Start"}]}],
        "requests": [request],
        "Start": {
            "message": {"text": "Hi {$user.name$}!", "widget": widget},
            "groups": [{"connections": [{"to": "Count"}]}],
        },
        "Count": {
            "proxy": True,
            "groups": [
                {
                    "type": "code",
                    "code": "async def main(message, variables):\n    return {'sum': 2}",
                    "connections": [{"rules": failed, "to": ""}, {"to": "Ask"}],
                }
            ],
        },
        "Ask": {
            "proxy": True,
            "groups": [
                {
                    "type": "response",
                    "request": "Price",
                    "set": [read],
                    "connections": [{"rules": worked, "to": "Tell"}, {"to": ""}],
                }
            ],
        },
        "Tell": {
            "proxy": True,
            "groups": [
                {
                    "type": "integration",
                    "integration": "telegram.send_message",
                    "config": config,
                    "connections": [{"to": "Where to"}],
                }
            ],
        },
        "Where to": {"template": instance},
    }


def by_names(document: dict[str, Any]) -> dict[str, Any]:
    """An exported document with names in place of ids, which the browser draws."""
    named = {one["id"]: one["name"] for one in (*document["steps"], *document["requests"])}

    def told(value: Any) -> Any:
        if isinstance(value, list):
            return [told(one) for one in value]
        if not isinstance(value, dict):
            return value
        kept = {key: told(one) for key, one in value.items() if key not in {"id", "position"}}
        return kept | {key: named.get(value[key], value[key]) for key in ("to", "request") if key in value}

    steps = {named[one["id"]]: told(one) for one in document["steps"]}
    for step in steps.values():
        del step["name"]
        if "template" in step:
            step["template"]["id"] = "ask-mail"
    return {"groups": told(document["groups"]), "requests": told(document["requests"]), **steps}
