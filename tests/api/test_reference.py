"""What the description and its pages tell besides the routes: who may call, what goes wrong, by example."""

import re
from html import unescape

import pytest
from authors import API
from jsonschema_rs import is_valid
from test_openapi import operations

from drive import calling

METHODS = {"get", "post", "put", "patch", "delete", "head"}


def test_every_error_names_its_codes_by_example(app):
    known = app.openapi()["components"]["examples"]
    silent = []
    for name, path, operation in operations(app):
        for status, response in operation["responses"].items():
            if path.startswith(API) and status >= "4":
                told = response["content"]["application/json"].get("examples", {})
                silent += [] if told else [(name, status)]
                for code, reference in told.items():
                    example = known[reference["$ref"].rpartition("/")[2]]
                    assert example["value"]["error"]["code"] == code
                    assert f"`{code}`" in response["description"]

    assert silent == []


@pytest.mark.parametrize(
    ("name", "status", "codes"),
    [
        (f"GET {API}/bots/{{bot_id}}", "404", {"bot:not_found"}),
        (f"POST {API}/auth/login", "401", {"auth:login_failed"}),
        (f"POST {API}/auth/login", "429", {"auth:too_many_attempts"}),
        (f"GET {API}/bots", "401", {"auth:required", "auth:token_invalid", "auth:token_expired"}),
        (f"POST {API}/bots/{{bot_id}}/changes", "409", {"change:conflict", "change:unknown_revision"}),
        (f"POST {API}/bots/{{bot_id}}/changes", "404", {"bot:not_found", "change:no_such_part"}),
        (f"POST {API}/bots/{{bot_id}}/publish", "409", {"bot:has_errors"}),
        (f"DELETE {API}/workspaces/{{workspace_id}}", "409", {"workspace:not_empty", "workspace:personal"}),
        (f"POST {API}/channels/{{channel_id}}/messages", "413", {"message:too_large"}),
        (f"POST {API}/channels/{{channel_id}}/messages", "429", {"channel:too_fast", "channel:backlog"}),
        (f"POST {API}/channels/{{channel_id}}/messages", "422", {"api:invalid", "message:empty"}),
        (f"GET {API}/attachments/{{attachment_id}}/content", "416", {"attachment:range"}),
    ],
)
def test_the_codes_of_a_route_are_those_its_functions_raise(app, name, status, codes):
    operation = next(one for called, _, one in operations(app) if called == name)
    examples = operation["responses"][status]["content"]["application/json"]["examples"]

    assert codes <= examples.keys()
    assert "person:is_admin" not in examples


def test_every_answer_and_body_has_an_example_that_fits(app):
    components = app.openapi()["components"]
    wrong, without = [], []
    for name, _, operation in operations(app):
        contents = [*operation.get("requestBody", {}).get("content", {}).items()]
        for status, response in operation["responses"].items():
            contents += [*response.get("content", {}).items()] if status < "4" else []
        for kind, content in contents:
            if kind == "*/*" or content["schema"].get("format") == "binary":  # just bytes
                continue
            if "example" not in content:
                without.append((name, kind))
            elif not is_valid({**content["schema"], "components": components}, content["example"]):
                wrong.append((name, kind, content["example"]))

    assert (without, wrong) == ([], [])


def test_every_parameter_says_what_it_is(app):
    silent = {
        (name, one["name"])
        for name, _, operation in operations(app)
        for one in operation.get("parameters", ())
        if not one.get("description")
    }

    assert silent == set()


def test_summaries_tell_routes_apart(app):
    summaries = [operation["summary"] for _, _, operation in operations(app)]

    assert sorted(summaries) == sorted(set(summaries))


def test_names_of_schemas_are_short(app):
    assert [name for name in app.openapi()["components"]["schemas"] if "__" in name or len(name) > 32] == []


def test_routes_say_who_may_call_them(app):
    told = {name: operation for name, _, operation in operations(app)}

    assert app.openapi()["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert told[f"POST {API}/bots/{{bot_id}}/publish"]["security"] == [{"bearer": ["bots:publish"]}]
    assert told[f"GET {API}/users"]["x-access-token"] == "none"
    assert "security" not in told[f"POST {API}/auth/login"]
    assert {} in told[f"GET {API}/attachments/{{attachment_id}}/content"]["security"]


async def test_each_route_has_a_page_that_tells_all_of_it(app, client):
    async def page(address):
        answer = await client.get(address)
        assert answer.status_code == 200, address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<script|style=|https?://", answer.text.split("<main>")[0])
        return unescape(re.sub(r"<[^>]+>", " ", answer.text))

    index = (await client.get("/docs")).text
    for name, _, operation in operations(app):
        link = f"/docs/routes/{operation['operationId']}"
        assert link in index, name
    text = await page(f"/docs/routes/{app.openapi()['paths'][f'{API}/bots']['post']['operationId']}")
    for word in ("name", "required", "api:malformed_json", "workspace_id", "bots:edit", "201", "revision"):
        assert word in text
    listed = app.openapi()["paths"][f"{API}/bots"]["get"]
    text = await page(f"/docs/routes/{listed['operationId']}")
    assert {one["name"] for one in listed["parameters"]} <= {*re.findall(r"\w+", text)}
    assert "bot:not_found" in await page("/docs/errors")
    assert "publish_needs_tests" in await page("/docs/schemas/BotRead")


async def test_every_page_of_the_reference_opens(app, client):
    told = app.openapi()
    pages = [f"/docs/schemas/{name}" for name in told["components"]["schemas"]]
    pages += [f"/docs/routes/{operation['operationId']}" for _, _, operation in operations(app)]
    answers = {address: (await client.get(address)).status_code for address in pages}

    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert (await client.get("/docs/style.css")).headers["content-type"].startswith("text/css")
    for nothing in ("/docs/schemas/Nothing", "/docs/routes/nothing"):
        assert (await client.get(nothing)).status_code == 404


async def test_health_describes_both_of_its_answers(start_app):
    app = await start_app(redis_url="redis://127.0.0.1:1")
    async with calling(app) as client:
        answer = await client.get("/health/ready")
    responses = app.openapi()["paths"]["/health/ready"]["get"]["responses"]

    assert answer.status_code == 503
    assert answer.json()["dependencies"]["redis"] == "unavailable"
    assert responses["503"]["content"] == responses["200"]["content"]
