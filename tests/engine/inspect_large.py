"""Large drafts for the tests of `inspect`: an ordinary one, and hostile ones."""

from app.engine.document import parse_document


def ordinary(number):
    """Steps of three connections each, with rules, writes, buttons and placeholders in every text."""
    steps = [_step(place, number) for place in range(number)]
    requests = [_request(place) for place in range(max(1, number // 20))]
    return _bot(steps, requests=requests, variables={"pass_mark": 3, "shop": {"name": "Tea"}})


def _step(place, number):
    following = [f"step_{(place + offset) % number}" for offset in (1, 2, 3)]
    group = {"id": f"g{place}", "set": [_write("answer", "{$message.text|trim$}")]}
    group["connections"] = [
        {
            "id": f"c{place}-0",
            "to": following[0],
            "rules": {
                "condition": "AND",
                "rules": [
                    {
                        "field": "message.text",
                        "operator": "equal",
                        "value": f"yes {place}",
                        "ignore_case": True,
                    },
                    {"field": "session.score", "operator": "less", "value": place, "type": "integer"},
                ],
            },
            "set": [_write("score", 1, "add")],
        },
        {
            "id": f"c{place}-1",
            "to": following[1],
            "rules": {
                "condition": "OR",
                "rules": [
                    {"field": "session.answer", "operator": "contains", "value": f"no {place}"},
                    {"field": "user.name", "operator": "equal", "value": "{$session.name$}"},
                ],
            },
            "set": [_write("name", f"{{$message.text|default:'friend {place}'$}}")],
        },
        {"id": f"c{place}-2", "to": following[2]},
    ]
    if place % 10 == 0:
        group |= {"type": "response", "request": f"request_{place // 20 % max(1, number // 20)}"}
    text = (
        f"Question {place} for {{$user.name|default:'friend'$}}: {{$session.score$}} of {{$bot.pass_mark$}}?"
    )
    buttons = [{"text": f"Yes {place}", "value": f"yes {place}"}, {"text": "No {$session.name$}"}]
    return {
        "id": f"step_{place}",
        "name": f"Step {place}",
        "position": {"x": place * 10, "y": place},
        "message": {"text": text, "buttons": buttons},
        "groups": [group],
    }


def _write(key, value, op="set"):
    return {"variable": f"session.{key}", "op": op, "value": value}


def _request(place):
    return {
        "id": f"request_{place}",
        "method": "POST",
        "url": "https://api.example/items/{$session.answer$}",
        "headers": {"X-Step": "{$session.name$}"},
        "body": {"name": "{$user.name$}", "place": place},
    }


def _bot(steps, **parts):
    return parse_document({"dbcv": 1, "kind": "bot", "first_step": steps[0]["id"], "steps": steps} | parts)


def dangling(number):
    """Every connection leads to a step that is nearly there."""
    return _bot([_leading(f"step_number_{n}", [f"step_nunber_{n}", "sttep"]) for n in range(number)])


def looping(number):
    """One loop of proxies over all steps, each with ways back to many."""
    back = ["p0", "p1", "p2"]
    return _bot([_leading(f"p{n}", [f"p{(n + 1) % number}", *back], proxy=True) for n in range(number)])


def shadowed(number):
    """One step whose connections are all taken always, and one whose groups are."""
    many = [{"to": "a"}] * (number // 2)
    groups = [{"connections": [{"to": "b"}]} for _ in range(number // 2)]
    return _bot([{"id": "a", "groups": [{"connections": many}]}, {"id": "b", "groups": groups}])


def misread(number):
    """Texts full of beginnings of placeholders, each another."""
    return _bot([{"id": f"s{n}", "message": {"text": f"{{$u{n} | x:'" * 20}} for n in range(number)])


def unknown(number):
    """Every text and rule reads variables that nothing writes, each another."""
    steps = []
    for n in range(number):
        rules = {
            "condition": "AND",
            "rules": [{"field": f"session.r{n}", "operator": "equal", "value": 1}] * 2,
        }
        groups = [{"connections": [{"to": f"s{n}", "rules": rules}]}]
        steps.append(
            {"id": f"s{n}", "message": {"text": f"{{$session.t{n}$}}{{$usr.t{n}$}}"}, "groups": groups}
        )
    return _bot(steps)


def secretive(number):
    """A key in every text."""
    return _bot([{"id": f"s{n}", "message": {"text": f"{'x' * 200} ghp_{n:036}"}} for n in range(number)])


def patterned(number):
    """Patterns that are made to cost much, each another."""
    made = []
    for n in range(number):
        rules = {"field": "message.text", "operator": "matches", "value": rf"(\pL{{9}}){{9}}{n}"}
        made.append({"id": f"s{n}", "groups": [{"connections": [{"to": f"s{n}", "rules": rules}]}]})
    return _bot(made)


def told_on(number):
    """One variable passed on from step to step, into the address of every request."""
    steps, requests = [], []
    for n in range(number):
        value = "{$message.text$}" if n == 0 else f"{{$session.v{n - 1}$}}"
        written = [{"variable": f"session.v{n}", "value": value}]
        steps.append({"id": f"s{n}", "groups": [{"type": "response", "request": f"r{n}", "set": written}]})
        requests.append({"id": f"r{n}", "url": f"{{$session.v{n}$}}/x"})
    return _bot(steps, requests=requests)


def _leading(name, targets, **parts):
    rules = {"field": "message.text", "operator": "is_empty"}
    connections = [{"to": to, "rules": rules} for to in targets]
    return {"id": name, "groups": [{"connections": connections}]} | parts


HOSTILE = {
    made.__name__: made
    for made in (ordinary, dangling, looping, shadowed, misread, unknown, secretive, patterned, told_on)
}
