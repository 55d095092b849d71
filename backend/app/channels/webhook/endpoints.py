"""POST /channels/{id}/webhook: anybody with the address, or the secret where there is one."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Request
from pydantic import BaseModel, StringConstraints

from app.accounts.dependencies import ClientAddress, ThisProcess
from app.accounts.limits import Limit
from app.kit import clock
from app.kit.api import ApiRouter, errors
from app.kit.errors import NotFound, TooLarge, Unauthenticated
from app.kit.signature import Call, is_signed

from ..parts import Channels
from ..schemas import Receipt
from ..speech import read_json
from .inbound import admit_sender, find_hook, speech_of

router = ApiRouter(prefix="/channels", tags=["channels"])

JSON = {"content": {"application/json": {"schema": {}, "example": {"text": "Hello"}}}, "required": True}
LONGEST = 200

type Named = Annotated[str | None, StringConstraints(max_length=LONGEST)]


class Envelope(BaseModel):
    """`x_dbcv_sender` says who speaks, `idempotency_key` names the call."""

    x_dbcv_signature: Named = None
    x_dbcv_sender: Named = None
    idempotency_key: Named = None


async def _limited(channel_id: UUID, address: ClientAddress, process: ThisProcess) -> None:
    """Calls of one address at one channel are counted before anything is looked up."""
    limit = Limit(
        name="webhook",
        allowed=process.settings.webhook_per_minute,
        seconds=60,
        code="channel:too_many_calls",
    )
    await process.limits.take(limit, address, str(channel_id))


async def _body(request: Request, process: ThisProcess) -> bytes:
    body = await request.body()
    limit = process.settings.message_max_bytes
    if len(body) > limit:
        raise TooLarge("api:too_large", "The body is too large.", limit=limit)
    return body


@router.post(
    "/{channel_id}/webhook",
    status_code=202,
    responses=errors(400, 413, 429, 503),
    openapi_extra={"requestBody": JSON},
    dependencies=[Depends(_limited)],
)
async def receive(
    channel_id: UUID,
    body: Annotated[bytes, Depends(_body)],
    parts: Channels,
    envelope: Annotated[Envelope, Header()],
) -> Receipt:
    """Any JSON becomes `message.params`."""
    hook = await find_hook(parts.pool, channel_id)
    if hook is None:
        raise NotFound("channel:not_found", "There is no such channel.")
    if hook.secret is not None:
        secret = parts.sealer.open(hook.secret)
        call = Call(body=body, sender=envelope.x_dbcv_sender, key=envelope.idempotency_key)
        if not is_signed(secret, call, envelope.x_dbcv_signature, int(clock.now().timestamp())):
            raise Unauthenticated("webhook:signature", "The signature is missing, wrong or too old.")
    delivery = envelope.idempotency_key or envelope.x_dbcv_signature  # a recorded call repeats its signature
    speech = speech_of(read_json(body), delivery and delivery[:LONGEST])
    accepted = await parts.floor.say(await admit_sender(parts.pool, hook, envelope.x_dbcv_sender), speech)
    return Receipt(id=accepted.id, seq=accepted.seq, status="accepted")
