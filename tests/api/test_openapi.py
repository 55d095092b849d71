"""The description of the API: every route says what it does and how it refuses."""

import pytest
from authors import API
from jsonschema_rs import is_valid


def operations(app):
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", path, operation


PUBLIC = {f"{API}/auth/{name}" for name in ("register", "login", "token", "anonymous", "refresh")}


def test_every_route_says_what_it_does(app):
    silent = [name for name, _, operation in operations(app) if not operation.get("description")]

    assert silent == []


def test_every_route_says_how_it_refuses(app):
    wanting = {
        name: sorted({"401", "403", "404", "422"} - operation["responses"].keys())
        for name, path, operation in operations(app)
        if path.startswith(API)
    }

    assert {name: missing for name, missing in wanting.items() if missing} == {}


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        (f"POST {API}/bots/import", {"201", "413"}),
        (f"POST {API}/bots/{{bot_id}}/publish", {"201", "409"}),
        (f"POST {API}/bots/{{bot_id}}/dead-letters/{{letter_id}}/replay", {"200", "409"}),
        (f"POST {API}/channels/{{channel_id}}/messages", {"202", "413", "429", "503"}),
        (f"POST {API}/channels/{{channel_id}}/subscribers", {"201", "409"}),
        (f"POST {API}/channels/{{channel_id}}/webhook", {"202", "400", "413", "429"}),
    ],
)
def test_a_route_names_the_statuses_of_its_own(app, name, statuses):
    responses = {called: operation["responses"].keys() for called, _, operation in operations(app)}

    assert statuses <= responses[name]


def test_every_error_is_of_the_one_shape(app):
    for name, path, operation in operations(app):
        for status, response in operation["responses"].items():
            if path.startswith(API) and status >= "4":
                schema = response["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorBody"}, (name, status)


def bodies(app):
    """(route, content type, its description) of each body that is not just bytes."""
    for name, _, operation in operations(app):
        for kind, body in operation.get("requestBody", {}).get("content", {}).items():
            if body["schema"].get("format") != "binary":
                yield name, kind, body


def shapes(app, schema):
    """The schema with all it refers to, and those it is one of."""
    known = app.openapi()["components"]["schemas"]
    whole = known.get(schema.get("$ref", "").rpartition("/")[2], schema)
    yield whole
    for one in whole.get("anyOf", ()):
        yield from shapes(app, one)


def examples_in(app, body):
    if "example" in body:
        return [body["example"]]
    found = [one for shape in shapes(app, body["schema"]) for one in shape.get("examples", ())]
    if found:
        return found
    fields = next(shapes(app, body["schema"])).get("properties", {})
    filled = {name: field["examples"][0] for name, field in fields.items() if "examples" in field}
    return [filled] if filled else []


def test_every_body_has_an_example(app):
    assert [f"{name} {kind}" for name, kind, body in bodies(app) if not examples_in(app, body)] == []


def test_every_example_of_a_body_is_what_the_route_takes(app):
    wrong = []
    for name, _, body in bodies(app):
        schema = {**body["schema"], "components": app.openapi()["components"]}
        wrong += [(name, one) for one in examples_in(app, body) if not is_valid(schema, one)]

    assert wrong == []


def test_every_route_with_a_body_says_that_it_may_be_unreadable(app):
    bodied = [(name, operation) for name, _, operation in operations(app) if "requestBody" in operation]

    assert [name for name, operation in bodied if "400" not in operation["responses"]] == []


def test_every_route_says_what_comes_of_it(app):
    for name, _, operation in operations(app):
        answers = {status for status in operation["responses"] if status < "400"}
        assert answers, name
        for status in answers:
            assert operation["responses"][status]["description"], (name, status)


def test_making_a_thing_leads_to_what_can_be_done_with_it(app):
    paths = app.openapi()["paths"]
    led = {
        name: {link["operationId"] for link in operation["responses"]["201"].get("links", {}).values()}
        for name, _, operation in operations(app)
        if "201" in operation["responses"]
    }

    for noun, param in (("bots", "bot_id"), ("steps", "part_id"), ("channels", "channel_id")):
        assert {one["operationId"] for one in paths[f"{API}/{noun}/{{{param}}}"].values()} <= led[
            f"POST {API}/{noun}"
        ]
    known = {operation["operationId"] for _, _, operation in operations(app)}
    assert set().union(*led.values()) <= known
