"""One event to one address, known again by its Idempotency-Key."""

from collections.abc import Mapping
from typing import Any

from app.engine.masking import worth_hiding
from app.kit.egress import EgressError, IncomingResponse, read_target
from app.runtime.performers.call_http import read_body
from app.runtime.performers.queries import with_query
from app.runtime.ports import Added

from ..asking import Question, ask, failed, failure_of, is_good
from ..base import Call, Config, Outside, Perform

_REFUSED = 401


async def webhook(call: Call, outside: Outside) -> Any:
    """{status, headers, body}; Failed where it is not taken."""
    added = await _added(call, outside)
    question = Question(
        url=with_query(call.config["url"], added.query),
        method=call.config["method"],
        body=call.config.get("body"),
        headers=(("Idempotency-Key", str(call.id)), *_own(call.config, added), *added.headers),
    )
    response = await ask(call, outside.egress, question)
    if response.status == _REFUSED and added.token is not None:
        await outside.credentials.refused(added.token)
    if not is_good(response):
        raise failure_of(response, f"The server answered {response.status}.")
    return {"status": response.status, "headers": _headers(response), "body": _read(response)}


async def _added(call: Call, outside: Outside) -> Added:
    """Only of a credential that the author names: a default would go where nobody meant it to."""
    if call.credential_name is None:
        return Added()
    try:
        place = read_target(call.config["url"]).place
        added = await outside.credentials.added_to(call.origin, call.credential_name, place)
    except EgressError as fault:
        raise failed(fault) from fault
    call.secrets.add(list(worth_hiding(added.secrets)))
    return added


def _own(config: Config, added: Added) -> list[tuple[str, str]]:
    """The author's headers, but for those that are written here."""
    taken = {"idempotency-key", *(name.lower() for name, _ in added.headers)}
    if config.get("body") is not None:
        taken.add("content-type")
    return [(name, value) for name, value in config.get("headers", {}).items() if name.lower() not in taken]


def _headers(response: IncomingResponse) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers}


def _read(response: IncomingResponse) -> Any:
    return read_body(response.body, response.header("content-type") or "")


OPERATIONS: Mapping[str, Perform] = {"webhook": webhook}
