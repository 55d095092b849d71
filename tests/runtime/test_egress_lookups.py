"""Looking names up: a name server that hangs takes few of the threads."""

import asyncio
import threading

import pytest

from app.kit.egress import EgressError, SystemResolver
from app.kit.egress.resolver import OF_ZONE
from eventually import PATIENCE


class NameServers:
    """That of `hangs.test` answers nobody before it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.asked: list[str] = []

    def look_up(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host.endswith("hangs.test"):
            self.let_go.wait(30)
        if host == "unknown.test":
            raise OSError
        return ["192.0.2.1", "192.0.2.1", "192.0.2.2"]


@pytest.mark.parametrize("is_patient", [True, False])
async def test_names_of_one_zone_that_hang_delay_no_others(*, is_patient: bool) -> None:
    servers = NameServers()
    resolver = SystemResolver(lookups=2 * OF_ZONE, look_up=servers.look_up)
    hanging = [asyncio.create_task(resolver.resolve(f"n{n}.hangs.test", 80)) for n in range(40)]
    try:
        async with asyncio.timeout(PATIENCE):
            if not is_patient:
                _, leaving = await asyncio.wait(hanging, timeout=0.05)
                for one in leaving:
                    one.cancel()
                hanging += [asyncio.create_task(resolver.resolve(f"m{n}.hangs.test", 80)) for n in range(40)]
            assert await resolver.resolve("server.test", 80) == ["192.0.2.1", "192.0.2.2"]
            with pytest.raises(EgressError):
                await resolver.resolve("unknown.test", 80)
        assert len([host for host in servers.asked if host.endswith("hangs.test")]) == OF_ZONE
    finally:
        servers.let_go.set()
        answers = await asyncio.gather(*hanging, return_exceptions=True)
    assert [one for one in answers if isinstance(one, list)] == [["192.0.2.1", "192.0.2.2"]] * 40


async def test_zones_under_a_shared_ending_are_apart() -> None:
    servers = NameServers()
    resolver = SystemResolver(lookups=2 * OF_ZONE, look_up=servers.look_up)
    servers.let_go.set()
    for host in ("localhost", "a.co.uk", "b.co.uk", "deep.down.example.com"):
        assert await resolver.resolve(host, 80)
    assert servers.asked == ["localhost", "a.co.uk", "b.co.uk", "deep.down.example.com"]
