"""The description of the API: every route says what it does and how it refuses."""

import pytest
from authors import API


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
