"""Round trips that many share."""

import asyncio

import pytest

from app.runtime.together import Together


class Far:
    """Answers with the square of each number, when it is let."""

    def __init__(self) -> None:
        self.trips: list[list[int]] = []
        self.open = asyncio.Event()

    async def squares(self, numbers) -> list[int]:
        self.trips.append(list(numbers))
        await self.open.wait()
        if 13 in numbers:
            raise ConnectionResetError
        return [number * number for number in numbers]


async def asked(together: Together[int, int], numbers) -> list[asyncio.Task[int]]:
    tasks = [asyncio.create_task(together.ask(number)) for number in numbers]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


async def test_what_is_asked_while_a_trip_is_under_way_goes_with_the_next():
    far = Far()
    together = Together(far.squares, most=3)
    tasks = [*await asked(together, [1]), *await asked(together, range(2, 7))]
    far.open.set()

    assert await asyncio.gather(*tasks) == [1, 4, 9, 16, 25, 36]
    assert far.trips == [[1], [2, 3, 4], [5, 6]]


async def test_a_trip_that_fails_fails_for_those_who_shared_it_alone():
    far = Far()
    together = Together(far.squares, most=2)
    tasks = [*await asked(together, [1]), *await asked(together, [12, 13, 14])]
    far.open.set()

    first, second, third, fourth = await asyncio.gather(*tasks, return_exceptions=True)
    assert (first, fourth) == (1, 196)
    assert isinstance(second, ConnectionResetError)
    assert isinstance(third, ConnectionResetError)
    assert await together.ask(3) == 9


async def test_who_gives_up_waiting_takes_nobody_along():
    far = Far()
    together = Together(far.squares)
    gone, stays = await asked(together, [2, 3])
    gone.cancel()
    far.open.set()

    assert await stays == 9
    with pytest.raises(asyncio.CancelledError):
        await gone
