"""Bodies that are documents, as OpenAPI describes them: JSON or YAML, each with an example."""

from typing import Any

type Json = dict[str, Any]

_STEP: Json = {
    "id": "hello",
    "message": {"text": "What is your name?"},
    "groups": [{"id": "g1", "connections": [{"id": "c1", "to": "hello"}]}],
}
BOT: Json = {"dbcv": 1, "kind": "bot", "name": "Greeter", "first_step": "hello", "steps": [_STEP]}
TEMPLATE: Json = {
    "dbcv": 1,
    "kind": "template",
    "id": "greet",
    "version": 1,
    "name": "Greet",
    "first_step": "hello",
    "steps": [{"id": "hello", "message": {"text": "Hello!"}}],
}
TEST: Json = {
    "name": "It greets",
    "turns": [{"start": True, "bot": ["What is your name?"]}],
}


def document_body(example: Json, **others: Json) -> Json:
    """For `requestBody`; `others`: what else may come, by content type."""
    kinds = ("application/json", "application/yaml")
    content = {
        kind: {"schema": {"type": "object", "additionalProperties": True}, "example": example}
        for kind in kinds
    }
    return {"content": {**content, **others}, "required": True}
