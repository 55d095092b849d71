"""`/metrics` may ask for a token."""

from authors import refused

from drive import calling


async def test_metrics_are_open_where_there_is_no_token(client):
    assert (await client.get("/metrics")).status_code == 200


async def test_metrics_ask_for_their_token(start_app):
    async with calling(await start_app(metrics_token="of the operator")) as client:
        right, wrong, none = [
            await client.get("/metrics", headers=headers)
            for headers in ({"Authorization": "Bearer of the operator"}, {"Authorization": "Bearer x"}, {})
        ]
    assert right.status_code == 200
    assert refused(wrong) == refused(none) == (401, "auth:required")
