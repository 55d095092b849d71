"""/bots/{id}/alerts: who is told when a bot's problems rise."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from app.accounts.dependencies import Developer, ThisProcess, Work
from app.accounts.limits import Limit
from app.kit.api import ApiRouter, errors

from .schemas import AlertsChange, AlertSecret, AlertsRead
from .service import Alerts

router = ApiRouter(prefix="/bots", tags=["alerts"])

_TRIALS = Limit(name="alert-trials", allowed=5, seconds=60, code="alert:too_many_trials")


def _alerts(work: Work, person: Developer, process: ThisProcess) -> Alerts:
    can_mail = process.settings.smtp_url is not None
    return Alerts(session=work, person=person, sealer=process.sealer, can_mail=can_mail)


Here = Annotated[Alerts, Depends(_alerts)]


@router.get("/{bot_id}/alerts")
async def read_alerts(bot_id: UUID, here: Here) -> AlertsRead:
    """Who is told when its problems rise, from how many on, and how it stands just now."""
    return await here.read(bot_id)


@router.patch("/{bot_id}/alerts")
async def change_alerts(bot_id: UUID, wanted: AlertsChange, here: Here) -> AlertsRead:
    """What is not named stays. Turned off, nobody is told, nor of what went before."""
    return await here.change(bot_id, wanted)


@router.post("/{bot_id}/alerts/secret", status_code=201)
async def make_alert_secret(bot_id: UUID, here: Here) -> AlertSecret:
    """A new secret that signs what is posted to the address, shown this once (docs/webhooks.md); the old one
    signs nothing more."""
    return AlertSecret(secret=await here.make_secret(bot_id))


@router.post("/{bot_id}/alerts/trial", status_code=202, responses=errors(409, 429))
async def try_alerts(bot_id: UUID, here: Here, process: ThisProcess) -> None:
    """An alert on trial: to the caller, where they are written to, and to the address. It says so."""
    await here.try_out(bot_id)
    await process.limits.take(_TRIALS, str(bot_id))
