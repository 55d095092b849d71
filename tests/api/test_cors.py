"""Which other sites' pages may call us from a browser: those of CORS_ORIGINS and no others."""

import pytest

from app.main import BODY_BYTES
from drive import calling

ORIGIN = "https://shop.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type",
}


@pytest.fixture
async def allowing(start_app):
    app = await start_app(cors_origins=f"{ORIGIN}, https://other.example")
    async with calling(app) as client:
        yield client


async def test_a_page_of_an_allowed_origin_may_call(allowing):
    asked = await allowing.options("/api/v1/auth/login", headers={"Origin": ORIGIN, **PREFLIGHT})
    answered = await allowing.get("/api/v1/auth/me", headers={"Origin": ORIGIN})

    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == ORIGIN
    assert "authorization" in asked.headers["access-control-allow-headers"].lower()
    assert answered.status_code == 401
    assert answered.headers["access-control-allow-origin"] == ORIGIN
    assert "origin" in answered.headers["vary"].lower()
    assert "access-control-allow-credentials" not in answered.headers


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://shop.example", f"{ORIGIN}.evil.example", "null", f"{ORIGIN}:8443"],
)
async def test_a_page_of_any_other_origin_may_not(allowing, origin):
    asked = await allowing.options("/api/v1/auth/login", headers={"Origin": origin, **PREFLIGHT})
    answered = await allowing.get("/api/v1/auth/me", headers={"Origin": origin})

    assert asked.status_code == 400
    assert "access-control-allow-origin" not in asked.headers
    assert "access-control-allow-origin" not in answered.headers


async def test_errors_reach_an_allowed_page_too(allowing):
    too_large = await allowing.post(
        "/api/v1/auth/login", content=b"x" * (BODY_BYTES + 1), headers={"Origin": ORIGIN}
    )

    assert too_large.status_code == 413
    assert too_large.headers["access-control-allow-origin"] == ORIGIN


async def test_nobody_is_allowed_unless_named(client):
    answer = await client.options("/api/v1/auth/login", headers={"Origin": ORIGIN, **PREFLIGHT})

    assert "access-control-allow-origin" not in answer.headers
