"""A place among those who have something computed, for routes that do: held for as long as they answer."""

from collections.abc import AsyncIterator

from fastapi import Depends

from app.accounts.dependencies import Developer
from app.kit.api.computing import TheProcessors


async def _place(person: Developer, processors: TheProcessors) -> AsyncIterator[None]:
    async with processors.place(person.person_id):
        yield


PLACE = Depends(_place, scope="function")
"""`computing:busy` 429 for whoever has too much under way; taken before the unit of work holds anything."""
