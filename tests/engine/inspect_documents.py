"""Small documents for the tests of `inspect`, each a bot around one part."""

from app.engine.document import parse_document
from app.engine.inspect import inspect


def bot(*, first_step="a", **parts):
    return parse_document(
        {"dbcv": 1, "kind": "bot", "first_step": first_step, "steps": [{"id": "a"}]} | parts
    )


def steps(*given, **parts):
    return bot(steps=[{"id": "a"} | given[0], *given[1:]], **parts)


def step(**parts):
    return steps(parts)


def group(**parts):
    return step(groups=[{"connections": [{"to": "a"}]} | parts])


def connection(**parts):
    return group(connections=[{"to": "a"} | parts])


def rule(**parts):
    return connection(
        rules={"condition": "AND", "rules": [{"field": "message.text", "operator": "equal"} | parts]}
    )


def request(**parts):
    asked = {"type": "response", "request": "r"}
    return steps(
        {"groups": [asked | {"connections": [{"to": "a"}]}]},
        requests=[{"id": "r", "url": "https://api.example/"} | parts],
    )


def write(variable, value=1):
    return group(set=[{"variable": variable, "value": value}])


def template(**parts):
    made = {"dbcv": 1, "kind": "template", "id": "t", "version": 1, "first_step": "i", "steps": [{"id": "i"}]}
    return made | parts


def instance(template_parts=None, **parts):
    used = {"id": "t", "version": 1} | parts
    return steps({"template": used}, templates=[template(**(template_parts or {}))])


def inner(**parts):
    """A bundled template with one step; its issues stand under `templates.0`."""
    return instance({"steps": [{"id": "i"} | parts]})


TAKES_A = {"inputs": {"properties": {"a": {"type": "integer"}}, "required": ["a"]}}
TIMEOUT = {"on": "timeout", "after": 5}
GO = {"connections": [{"to": "a"}]}
MAYBE = {"field": "message.text", "operator": "equal", "value": "x"}
G, C = "steps.0.groups.0", "steps.0.groups.0.connections.0"
R = f"{C}.rules.rules.0"


def nested(levels):
    rules = MAYBE
    for _ in range(levels):
        rules = {"condition": "AND", "rules": [rules]}
    return rules


def text(written):
    return step(message={"text": written})


def found(document):
    return {(issue.code, issue.path) for issue in inspect(document)}
