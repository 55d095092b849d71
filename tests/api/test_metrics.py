"""`/metrics` is for this machine, or for those who bring its token."""

import pytest
from authors import refused

from drive import calling


async def test_metrics_are_open_to_this_machine_where_there_is_no_token(app):
    async with calling(app, "127.0.0.1") as here:
        answer = await here.get("/metrics")
    assert answer.status_code == 200
    assert "dbcv_http_requests_total" in answer.text
    assert 'dbcv_pool_connections{pool="api",state="limit"} 8.0' in answer.text


async def test_metrics_are_closed_to_others(client):
    assert refused(await client.get("/metrics")) == (401, "auth:required")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
async def test_whom_a_proxy_of_this_machine_stands_for_is_not_this_machine(app, name):
    async with calling(app, "127.0.0.1") as proxy:
        assert refused(await proxy.get("/metrics", headers={name: "203.0.113.7"})) == (401, "auth:required")


async def test_an_empty_token_opens_nothing(start_app):
    async with calling(await start_app(metrics_token="")) as other:
        assert refused(await other.get("/metrics", headers={"Authorization": "Bearer "})) == (
            401,
            "auth:required",
        )


async def test_metrics_ask_for_their_token(start_app):
    async with calling(await start_app(metrics_token="of the operator")) as client:
        right, wrong, none = [
            await client.get("/metrics", headers=headers)
            for headers in ({"Authorization": "Bearer of the operator"}, {"Authorization": "Bearer x"}, {})
        ]
    assert right.status_code == 200
    assert refused(wrong) == refused(none) == (401, "auth:required")
