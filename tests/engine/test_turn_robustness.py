"""Whatever a document says and whatever comes, a turn ends, in a session that can be stored."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import (
    Awaiting,
    CodeReturned,
    Context,
    DocumentError,
    HttpAnswered,
    HttpResult,
    Incoming,
    IntegrationAnswered,
    MessageReceived,
    Started,
    TimerFired,
    advance,
    compile_document,
    dump_session,
    load_session,
    new_session,
    parse_document,
    values,
)
from engine.turns import NOW

IDS = ["a", "b", "c"]
TEXTS = st.sampled_from(
    [
        "",
        "x",
        "{$message.text$}",
        "{$session.x$}",
        "{$template.x|upper$}",
        "{$response.body.0$}",
        "{$x$}",
        "{$bot$",
        "\0",
    ]
)
PATHS = st.sampled_from(
    [
        "session.x",
        "user.x.y",
        "bot.x",
        "channel.0",
        "template.x",
        "message.text",
        "session.id",
        "session",
        "no path",
        "x.y",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXTS, inner, max_size=2),
    max_leaves=4,
)
SETTINGS = st.lists(
    st.fixed_dictionaries(
        {"variable": PATHS, "op": st.sampled_from(["set", "add", "append", "remove", "clear"]), "value": JSON}
    ),
    max_size=2,
)
RULES = st.none() | st.fixed_dictionaries(
    {
        "condition": st.sampled_from(["AND", "or", "?"]),
        "rules": st.lists(
            st.fixed_dictionaries(
                {
                    "field": PATHS,
                    "operator": st.sampled_from(["equal", "in", "matches", "less", "?"]),
                    "value": JSON,
                }
            ),
            max_size=2,
        ),
    }
)
CONNECTIONS = st.lists(
    st.fixed_dictionaries({"to": st.sampled_from([*IDS, "gone"]), "rules": RULES, "set": SETTINGS}),
    max_size=2,
)
GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["message", "response", "code", "integration"]),
            "on": st.sampled_from(["message", "timeout"]),
            "after": st.sampled_from([1, 60, 1e300]),
            "request": st.sampled_from(["r", "gone"]),
            "integration": TEXTS,
            "config": st.dictionaries(TEXTS, JSON, max_size=2),
            "code": TEXTS,
            "set": SETTINGS,
            "connections": CONNECTIONS,
        }
    ),
    max_size=3,
)
MESSAGES = st.fixed_dictionaries(
    {
        "text": TEXTS,
        "buttons": st.lists(st.fixed_dictionaries({"text": TEXTS, "value": st.none() | TEXTS}), max_size=1),
        "attachments": st.lists(st.fixed_dictionaries({"url": TEXTS}), max_size=1),
    }
)
INSTANCE = st.none() | st.fixed_dictionaries(
    {
        "id": st.sampled_from(["t", "gone"]),
        "version": st.just(1),
        "inputs": st.dictionaries(st.sampled_from(["x", "id"]), JSON, max_size=2),
        "outputs": st.dictionaries(st.sampled_from(["x", "y"]), PATHS, max_size=2),
    }
)


def step(name):
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "proxy": st.booleans(),
            "message": MESSAGES,
            "groups": GROUPS,
            "template": INSTANCE,
        }
    )


STEPS = st.tuples(*map(step, IDS)).map(list)
REQUEST = st.fixed_dictionaries(
    {
        "id": st.just("r"),
        "url": st.just("https://api.example/") | TEXTS,
        "headers": st.dictionaries(TEXTS, JSON, max_size=1),
        "query": st.dictionaries(TEXTS, JSON, max_size=1),
        "body": JSON,
    }
)
DOCUMENTS = st.fixed_dictionaries(
    {
        "dbcv": st.just(1),
        "kind": st.just("bot"),
        "on_finish": st.sampled_from(["restart", "stay"]),
        "secrets": st.lists(PATHS, max_size=1),
        "first_step": st.sampled_from(["a", "gone", None]),
        "groups": GROUPS,
        "steps": STEPS,
        "requests": REQUEST.map(lambda request: [request]),
        "templates": STEPS.map(
            lambda steps: [
                {
                    "dbcv": 1,
                    "kind": "template",
                    "id": "t",
                    "version": 1,
                    "first_step": "a",
                    "inputs": {"properties": {"x": {"type": ["string", "integer"], "default": 1}}},
                    "steps": steps,
                }
            ]
        ),
    }
)
ANSWERS = st.sampled_from(["http", "code", "integration"])
HAPPENINGS = st.lists(st.sampled_from(["start", "message", "timer"]) | ANSWERS, max_size=8)


def event_of(kind, session, number):
    awaited = session.awaiting.command_id if isinstance(session.awaiting, Awaiting) else "none"
    timer = session.timers[0].id if session.timers else "none"
    return {
        "start": Started(id=f"e{number}", at=NOW, params={"x": 1}),
        "message": MessageReceived(id=f"e{number}", at=NOW, message=Incoming(id="m", text="x")),
        "timer": TimerFired(id=f"e{number}", at=NOW, timer_id=timer),
        "http": HttpAnswered(command_id=awaited, result=HttpResult(status=200, ok=True, body=["x"])),
        "code": CodeReturned(command_id=awaited, value=[1], writes={"session.y": 1, "?": 2}),
        "integration": IntegrationAnswered(command_id=awaited, ok=False),
    }[kind]


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, HAPPENINGS)
def test_no_document_and_no_event_breaks_a_turn(raw, happenings):
    try:
        bot = compile_document(parse_document(raw))
    except DocumentError:
        return
    session = new_session("s")
    context = Context(bot={"id": "b", "x": "secret"}, user={"id": "u"}, channel={"id": "c"})
    for number, kind in enumerate(["start", *happenings]):
        waiting = session.awaiting is not None
        if waiting and kind not in {"http", "code", "integration"}:
            continue
        turn = advance(bot, session, event_of(kind, session, number), context)
        values.decode(values.encode(turn.trace.body()))
        session = load_session(dump_session(turn.session))
        assert session == turn.session
        assert len(
            {command.id for command in turn.commands if type(command).__name__ != "CancelTimer"}
        ) == sum(type(command).__name__ != "CancelTimer" for command in turn.commands)
        assert sum(entry[0] == "step" for entry in turn.trace.entries) <= 100
