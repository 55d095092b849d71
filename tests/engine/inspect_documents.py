"""Small documents for the tests of `inspect`, each a bot around one part."""

from app.engine.document import parse_document
from app.engine.inspect import UNREAD, CodeFault, KnownIntegration, Surroundings, inspect
from app.kit.egress.literal import is_surely_refused
from app.kit.egress.policy import EgressPolicy


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


def calls(**config):
    return group(type="integration", integration="mail.send", config=config)


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


def _read_code(sources):
    verdicts = {"print(": CodeFault(message="it does not end", line=1), "long": UNREAD}
    return [verdicts.get(source) for source in sources]


FILE = "0190b5c0-0000-7000-8000-00000000000a"
_MAIL = KnownIntegration(
    input={
        "type": "object",
        "properties": {
            "to": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            "text": {"type": "string", "maxLength": 5},
            "copies": {"type": "integer", "maximum": 3},
            "server": {
                "type": "object",
                "properties": {"host": {"type": "string"}},
                "required": ["host"],
                "additionalProperties": False,
            },
        },
        "required": [],
        "additionalProperties": False,
    },
    provider="mail",
    needs_credential=lambda config: "server" in config,
)
KNOWN = Surroundings(
    credentials={"shop", "post"},
    providers={"shop": "shop", "post": "mail"},
    integrations={
        "mail.send": _MAIL,
        "sheets.append": KnownIntegration(input={"type": "object"}),
        "dbcv.send": KnownIntegration(input={"type": "object"}, takes_credential=False),
    },
    defaults={"sheets"},
    presets={"ask_email", "menu"},
    channels={"web", "telegram"},
    files={FILE},
    admits_proxy=lambda url: "10.0.0.1" not in url,
    may_send=lambda name, url: "b.test" not in url,
    is_blocked=lambda url: is_surely_refused(url, EgressPolicy()),
    read_code=_read_code,
)
G, C = "steps.0.groups.0", "steps.0.groups.0.connections.0"
R = f"{C}.rules.rules.0"


def nested(levels):
    rules = MAYBE
    for _ in range(levels):
        rules = {"condition": "AND", "rules": [rules]}
    return rules


def all_of(*rules):
    return {"condition": "AND", "rules": list(rules)}


def text(written):
    return step(message={"text": written})


def captioned(written):
    picture = {"url": "https://pictures.example/1", "type": "image"}
    return step(message={"text": written, "attachments": [picture]})


def issues_of(document, templates=()):
    return inspect(document, templates, KNOWN)


def found(document):
    return {(issue.code, issue.path) for issue in issues_of(document)}


def leads(to, *ids, **parts):
    return steps({"groups": [{"connections": [{"to": to}]}]}, *({"id": one} for one in ids), **parts)


def sends(name, *ids):
    asked = {"type": "response", "request": name, **GO}
    return (
        step(groups=[asked])
        if not ids
        else steps({"groups": [asked]}, requests=[_request(one) for one in ids])
    )


def _request(name):
    return {"id": name, "url": "https://api.example/"}


TEMPLATES = [template(), template(id="email", version=1), template(id="email", version=3)]


def runs(**parts):
    return steps({"template": {"id": "email", "version": 1} | parts}, templates=TEMPLATES)
