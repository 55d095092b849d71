"""A document with every kind of group, widget and body, for those who look at it."""

from typing import Any

ALWAYS_HELP = {"field": "message.text", "operator": "equal", "value": "help", "ignore_case": True}
GROWN: dict[str, Any] = {
    "condition": "AND",
    "rules": [
        {"field": "user.age", "operator": "greater", "value": 18},
        {
            "condition": "OR",
            "not": True,
            "rules": [
                {"field": "message.text", "operator": "contains", "value": "no", "data": {"kept": 1}},
                {"field": "user.locale", "operator": "in", "value": "ru, en"},
            ],
        },
    ],
}
OK = {"condition": "AND", "rules": [{"field": "response.ok", "operator": "equal", "value": True}]}
URL = "https://api.example/orders"

WIDGETS: dict[str, dict[str, Any]] = {
    "form": {
        "title": "Order",
        "fields": [
            {"name": "size", "label": "Size", "type": "select", "options": [{"text": "S"}, {"text": "M"}]},
            {"name": "phone", "label": "Phone", "type": "phone", "required": True},
            {"name": "note", "label": "Note", "type": "textarea"},
        ],
        "submit": "Send",
    },
    "cards": {"cards": [{"title": "Pizza", "buttons": [{"text": "Take it", "value": "pizza"}]}]},
    "carousel": {"cards": [{"title": "One"}, {"title": "Two", "image": "{$session.picture$}"}]},
    "date": {"label": "When?", "mode": "datetime", "min": "2026-01-01"},
    "rating": {"label": "How was it?", "max": 5},
    "file": {"label": "Your photo", "accept": ["image/*"], "multiple": True, "max_size": 1000},
    "location": {"label": "Where are you?"},
}


def _widget(number: int, kind: str) -> dict[str, Any]:
    return {
        "id": f"widget-{kind}",
        "position": {"x": 360 * number, "y": 800},
        "message": {"widget": {"type": kind, "props": WIDGETS[kind]}},
    }


EVERYTHING: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Everything",
    "description": "All of the language",
    "timezone": "Europe/Moscow",
    "secrets": ["bot.token"],
    "on_finish": "stay",
    "variables": {"pass_mark": 1, "list": [1, 2], "flag": True, "city": "Moscow", "digits": "12"},
    "first_step": "hello",
    "groups": [
        {
            "id": "bg",
            "set": [{"variable": "session.seen", "op": "add", "value": 1}],
            "connections": [
                {"id": "bgc", "rules": {"condition": "and", "rules": [ALWAYS_HELP]}, "to": "bye"}
            ],
        }
    ],
    "templates": [
        {
            "dbcv": 1,
            "kind": "template",
            "id": "ask-mail",
            "version": 1,
            "name": "Where to send it",
            "inputs": {
                "type": "object",
                "properties": {
                    "question": {"type": "string", "title": "Question"},
                    "tries": {"type": "integer", "minimum": 1, "maximum": 5},
                },
                "required": ["question"],
            },
            "outputs": {"type": "object", "properties": {"email": {"type": "string"}}},
            "first_step": "end",
            "steps": [{"id": "end"}],
        }
    ],
    "notes": [{"id": "n1", "text": "ask legal", "position": {"x": 0, "y": -180}, "color": "pink"}],
    "requests": [
        {
            "id": "price",
            "name": "Ask the price",
            "url": f"{URL}?item={{$session.item$}}",
            "query": {"lang": "{$user.locale$}"},
            "headers": {"X-Kind": "bot"},
            "timeout": 10,
            "retry": {"times": 2, "backoff": 1},
            "proxy": "http://proxy.example:3128",
        },
        {"id": "json", "method": "POST", "url": URL, "body": {"item": "{$session.item$}", "list": [1, "2"]}},
        {
            "id": "multipart",
            "method": "POST",
            "url": URL,
            "multipart": {"note": "{$message.text$}", "photo": {"file": "{$message.attachments.0$}"}},
        },
        {"id": "form", "method": "POST", "url": URL, "form": {"a": "1", "b": 2}},
        {"id": "text", "method": "POST", "url": URL, "body": " plain {$user.name$}\n"},
        {"id": "file", "method": "PUT", "url": URL, "file": "{$message.attachments.0$}"},
    ],
    "steps": [
        {
            "id": "hello",
            "name": "Hello",
            "note": "Ask Ann about the wording",
            "position": {"x": 0, "y": 0},
            "message": {
                "text": "Hi {$user.name|default:'friend'$}! Is {$session.unknown$} right?",
                "buttons": [{"text": "Four", "value": "4"}, {"text": "Five"}],
                "attachments": [{"url": "https://api.example/a.png", "type": "image", "name": "A picture"}],
                "params": {"silent": True},
            },
            "groups": [
                {
                    "id": "g1",
                    "priority": 1,
                    "set": [
                        {"variable": "session.answer", "value": "{$message.text$}"},
                        {"variable": "session.list", "op": "append", "value": "x"},
                        {"variable": "session.gone", "op": "clear"},
                    ],
                    "connections": [
                        {"id": "c1", "name": "right", "rules": GROWN, "filters": GROWN, "to": "code"},
                        {"id": "c2", "priority": 2, "to": "call"},
                    ],
                },
                {
                    "id": "g2",
                    "on": "timeout",
                    "after": 90,
                    "restart": False,
                    "connections": [{"id": "c4", "to": "bye"}],
                },
            ],
        },
        {
            "id": "code",
            "name": "Code",
            "position": {"x": 400, "y": 0},
            "proxy": True,
            "groups": [
                {
                    "id": "g3",
                    "type": "code",
                    "code": "async def main(message, variables):\n    retrun 1\n",
                    "connections": [{"id": "c6", "to": "tpl"}],
                }
            ],
        },
        {
            "id": "call",
            "name": "Call",
            "position": {"x": 400, "y": 300},
            "proxy": True,
            "groups": [
                {
                    "id": "g4",
                    "type": "response",
                    "request": "price",
                    "connections": [{"id": "c7", "rules": OK, "to": "tpl"}, {"id": "c8", "to": ""}],
                }
            ],
        },
        {
            "id": "tpl",
            "name": "Ask the address",
            "position": {"x": 800, "y": 0},
            "template": {"id": "ask-mail", "version": 1, "inputs": {}, "outputs": {"email": "user.email"}},
            "groups": [{"id": "g5", "connections": [{"id": "c9", "to": "post"}]}],
        },
        {
            "id": "post",
            "name": "Post it",
            "position": {"x": 800, "y": 300},
            "proxy": True,
            "groups": [
                {
                    "id": "g6",
                    "type": "integration",
                    "integration": "telegram.send_message",
                    "config": {"text": "Hi {$user.name$}"},
                    "connections": [{"id": "c10", "to": "bye"}],
                }
            ],
        },
        {"id": "bye", "position": {"x": 1200, "y": 0}, "message": {"text": "Bye"}},
        *(_widget(number, kind) for number, kind in enumerate(WIDGETS)),
    ],
}
