"""Every error has one shape and a stable code, whatever was sent."""

import json

import asyncpg
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from app.kit.api import ApiRouter
from app.main import BODY_BYTES
from app.runtime.postgres import open_pool
from drive import calling, code
from factories import make_person

JSON = {"Content-Type": "application/json"}
LOGIN = "/api/v1/auth/login"
DEEP = b'{"email": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

MALFORMED = {
    "nothing after the brace": b"{",
    "not JSON": b"email=ann",
    "empty text": b" ",
    "invalid UTF-8": b'{"email": "\xff\xfe"}',
    "NaN": b'{"email": NaN}',
    "Infinity": b'{"email": -Infinity}',
    "a lone surrogate": b'{"email": "\\ud800"}',
    "nesting without an end": DEEP,
    "two documents": b"{}{}",
    "a comma too many": b'{"email": "a@b.c",}',
}

# body → paths of the fields at fault
FAULTY = [
    (b"{}", ["body.email", "body.password"]),
    (b"[]", ["body"]),
    (b"null", ["body"]),
    (b"3", ["body"]),
    (b'{"email": 1, "password": {}}', ["body.email", "body.password"]),
    (b'{"email": "not an address", "password": "x"}', ["body.email"]),
    (b'{"email": "a@b\\u0000.c", "password": "x"}', ["body.email"]),
    (b'{"email": "a@example.org", "password": "x", "admin": true}', ["body.admin"]),
    (b'{"email": "a@example.org", "password": "' + b"x" * 600 + b'"}', ["body.password"]),
]


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
async def test_a_body_that_is_no_json_is_malformed(client, body):
    answer = await client.post(LOGIN, content=body, headers=JSON)

    assert (answer.status_code, code(answer)) == (400, "api:malformed_json")


async def test_what_goes_beyond_a_limit_names_it(client):
    answer = await client.post(LOGIN, json={"email": "a" * 300, "password": "x"})

    (field,) = answer.json()["error"]["details"]["fields"]
    assert (field["code"], field["limit"]) == ("string_too_long", 254)


@pytest.mark.parametrize(("body", "paths"), FAULTY)
async def test_every_faulty_field_is_named_by_its_path(client, body, paths):
    answer = await client.post(LOGIN, content=body, headers=JSON)

    assert (answer.status_code, code(answer)) == (422, "api:invalid")
    fields = answer.json()["error"]["details"]["fields"]
    assert [field["path"] for field in fields] == paths
    assert all(field.keys() - {"allowed", "nearest"} == {"path", "message", "code"} for field in fields)


async def test_what_was_sent_is_never_sent_back(client):
    secret = "hunter2hunter2" * 50
    body = {"email": "the-secret-address", "password": secret, "invitation": secret, "name": "\n" + secret}

    answer = await client.post("/api/v1/auth/register", json=body)

    assert len(answer.json()["error"]["details"]["fields"]) == 4
    assert "hunter2" not in answer.text
    assert "the-secret" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "expected"),
    [
        ("GET", "/api/v1/nothing/here", 404, "api:not_found"),
        ("GET", "/api/v1/auth/login/", 404, "api:not_found"),
        ("GET", "/api/v1/%00/%ff", 404, "api:not_found"),
        ("GET", LOGIN, 405, "api:method_not_allowed"),
        ("BREW", LOGIN, 405, "api:method_not_allowed"),
    ],
)
async def test_an_address_or_a_method_nobody_knows_is_said_to_be_so(client, method, path, status, expected):
    answer = await client.request(method, path)

    assert (answer.status_code, code(answer)) == (status, expected)


async def test_an_id_that_is_none_is_a_fault_of_the_path(app, client):
    admin = await make_person(app, "ADMIN")

    answer = await client.get("/api/v1/users/not-an-id", headers=admin.headers)

    assert answer.status_code == 422
    assert answer.json()["error"]["details"]["fields"][0]["path"] == "path.user_id"
    assert "not-an-id" not in answer.text


async def test_a_faulty_query_is_named_too(app, client):
    admin = await make_person(app, "ADMIN")

    answer = await client.get("/api/v1/users?limit=0&email=x", headers=admin.headers)

    paths = [field["path"] for field in answer.json()["error"]["details"]["fields"]]
    assert sorted(paths) == ["query.email", "query.limit"]


async def test_a_body_too_large_is_refused_before_it_is_read(client):
    answer = await client.post(LOGIN, content=b"x" * (BODY_BYTES + 1), headers=JSON)

    assert (answer.status_code, code(answer)) == (413, "api:too_large")
    assert answer.json()["error"]["details"] == {"limit": BODY_BYTES}


async def test_a_body_that_does_not_say_how_long_it_is_ends_at_the_same_limit(client):
    async def endless():
        for _ in range(10):
            yield b" " * 1024 * 1024

    answer = await client.post(LOGIN, content=endless(), headers=JSON)

    assert (answer.status_code, code(answer)) == (413, "api:too_large")


async def test_a_form_that_can_not_be_read_is_malformed(client):
    answer = await client.post(
        "/api/v1/auth/token",
        content=b"--x\r\nContent-Disposition: form-data\r\n\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )

    assert (answer.status_code, code(answer)) in [(400, "api:malformed_body"), (422, "api:invalid")]


async def test_text_that_can_not_be_stored_is_a_typed_error(app, client):
    router = ApiRouter(tags=["probe"])

    @router.post("/probe")
    async def probe() -> None:
        async with app.state.database.unit_of_work() as work:
            await work.execute(text("select cast(:word as text)"), {"word": "a\0b"})

    app.include_router(router)

    answer = await client.post("/probe")

    assert (answer.status_code, code(answer)) == (422, "storage:unstorable_text")


async def test_a_fault_of_ours_is_answered_with_a_request_id_and_logged_without_its_text(app):
    router = ApiRouter(tags=["probe"])

    @router.get("/probe")
    async def probe() -> None:
        raise KeyError("what a person said")

    app.include_router(router)

    with capture_logs() as logs:
        async with calling(app) as client:
            answer = await client.get("/probe")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (500, "api:internal")
    assert error["details"] == {"request_id": answer.headers["x-request-id"]}
    fault = next(line for line in logs if line["event"] == "api.fault")
    assert fault["fault"] == "KeyError"
    assert "what a person said" not in json.dumps(logs)
    assert "what a person said" not in answer.text


async def kills_its_own_connection(app):
    await app.state.channels.pool.execute("select pg_terminate_backend(pg_backend_pid())")


async def kills_its_connection_beside_a_unit_of_work(app):
    async with app.state.database.engine.connect() as connection:
        await connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))


async def finds_nobody_listening(app):
    pool = await open_pool("postgresql://dbcv:wrong@127.0.0.1:1/none", size=1)
    try:
        await pool.execute("select 1")
    finally:
        await pool.close()


async def finds_no_room(app):
    raise asyncpg.TooManyConnectionsError("sorry")


async def finds_the_disk_full(app):
    """As it comes through SQLAlchemy, which makes a kind of its own of it."""
    async with app.state.database.engine.connect() as connection:
        await connection.execute(text("do $$ begin raise exception 'x' using errcode = 'disk_full'; end $$"))


@pytest.mark.parametrize(
    "fail",
    [
        kills_its_own_connection,
        kills_its_connection_beside_a_unit_of_work,
        finds_nobody_listening,
        finds_no_room,
        finds_the_disk_full,
    ],
)
async def test_a_database_that_goes_away_under_a_route_is_unavailable_and_no_fault_of_ours(app, client, fail):
    router = ApiRouter(tags=["probe"])

    @router.get("/probe")
    async def probe() -> None:
        await fail(app)

    app.include_router(router)

    answer = await client.get("/probe")

    assert (answer.status_code, code(answer)) == (503, "storage:unavailable")
    assert (await client.get("/health")).status_code == 200


async def test_a_statement_the_database_refuses_is_still_a_fault_of_ours(app, client):
    router = ApiRouter(tags=["probe"])

    @router.get("/probe")
    async def probe() -> None:
        async with app.state.database.engine.connect() as connection:
            await connection.execute(text("select nothing from nowhere"))

    app.include_router(router)

    answer = await client.get("/probe")

    assert (answer.status_code, code(answer)) == (500, "api:internal")


async def test_without_a_database_the_api_says_so_and_lives_on(start_app):
    app = await start_app(database_url="postgresql://dbcv:wrong@127.0.0.1:1/none")

    async with calling(app) as client:
        anonymous = await client.post("/api/v1/auth/anonymous")
        ready = await client.get("/health/ready")
        live = await client.get("/health/live")

    assert (anonymous.status_code, code(anonymous)) == (503, "storage:unavailable")
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "unavailable",
        "dependencies": {"database": "unavailable", "redis": "ok"},
    }
    assert live.json() == {"status": "ok"}


async def test_all_is_well_when_every_dependency_answers(client):
    answer = await client.get("/health")

    assert answer.json() == {"status": "ok", "dependencies": {"database": "ok", "redis": "ok"}}


@pytest.mark.parametrize("path", ["/health", "/api/v1/nothing", "/docs", "/openapi.json"])
async def test_every_answer_carries_the_security_headers_and_an_id_of_its_own(client, path):
    one, two = await client.get(path), await client.get(path)

    assert one.headers["x-content-type-options"] == "nosniff"
    assert one.headers["referrer-policy"] == "no-referrer"
    assert one.headers["content-security-policy"].startswith("default-src 'none'")
    assert one.headers["x-request-id"] != two.headers["x-request-id"]


async def test_the_documentation_asks_no_other_host_for_anything(client):
    page = await client.get("/docs")

    assert page.status_code == 200
    assert "/api/v1/auth/login" in page.text
    assert "<script" not in page.text
    assert "//" not in page.text


async def test_the_description_says_how_errors_look(client):
    schema = (await client.get("/openapi.json")).json()

    answers = schema["paths"][LOGIN]["post"]["responses"]
    assert answers["422"]["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorBody")
    assert "HTTPValidationError" not in schema["components"]["schemas"]


async def test_metrics_count_answers_and_make_no_name_of_made_up_methods(app):
    async with calling(app, "127.0.0.1") as here:
        await here.request("BREW", "/health")
        counted = (await here.get("/metrics")).text

    assert 'dbcv_http_requests_total{method="other",status="405"}' in counted
    assert "BREW" not in counted
