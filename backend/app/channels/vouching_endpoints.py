"""/channels/{id}/widget, /identity and /secret: what the sites of others ask for their visitors."""

from datetime import timedelta
from uuid import UUID

from app.accounts.audit import Change, record
from app.accounts.dependencies import Developer, TheCaller, ThisProcess, Work
from app.accounts.limits import Limit, RateLimits
from app.accounts.principals import Access
from app.accounts.schemas import TokensOut
from app.accounts.vouched import vouched_person
from app.kit.api import ApiRouter, coded, errors
from app.kit.clock import now
from app.kit.errors import TooMany, Unauthenticated
from app.storage.database import after_commit

from .administration import Administration
from .identity import LEEWAY, LONGEST_LIFE, read_vouched
from .parts import Channels
from .schemas import IdentityIn, Look, SecretIn, SecretMade
from .vouching import renew_secret, vouching_of

router = ApiRouter(prefix="/channels", tags=["channels"])

_REFUSED = coded(
    401,
    identity__malformed="This is not a token of that kind.",
    identity__signature="The token is not signed with this channel's secret.",
    identity__other_channel="The token is for another channel.",
    identity__expired="The token has expired.",
    identity__too_long="A token is good for one hour at most.",
    identity__used="The token has a jti and has been used.",
)


@router.get("/{channel_id}/widget")
async def read_look(channel_id: UUID, parts: Channels) -> Look:
    """How the channel's chat looks, for the pages it is on; the usual where it is not for strangers."""
    return (await parts.faces.of(channel_id)).look


@router.post("/{channel_id}/identity", responses={**errors(429), **_REFUSED})
async def identify(
    channel_id: UUID, body: IdentityIn, caller: TheCaller, process: ThisProcess, parts: Channels
) -> TokensOut:
    """Sign in as whom the site's server vouches for, in this channel alone: the same `sub` is the same
    person on every device. Where the channel has no secret it is not found."""
    limit = Limit(name="identity", allowed=process.settings.anonymous_per_minute, seconds=60)
    await process.limits.take(limit, caller.address)
    async with process.database.unit_of_work() as session:
        vouching = await vouching_of(session, channel_id, parts.sealer)
        word = read_vouched(body.token, vouching.secrets, channel_id, now().timestamp())
        if word.once is not None:
            await _use(process.limits, channel_id, word.once)
        person = await vouched_person(session, vouching.workspace_id, word.person, process.revocations)
    return await process.accounts.admit(person, caller.agent, channel_id=channel_id)


# Counted for as long as any token can be good.
_ONCE = Limit(name="identity-once", allowed=1, seconds=LONGEST_LIFE + 2 * LEEWAY)


async def _use(limits: RateLimits, channel_id: UUID, once: str) -> None:
    try:
        await limits.take(_ONCE, str(channel_id), once)
    except TooMany as fault:
        raise Unauthenticated("identity:used", "The token has been used.") from fault


@router.post("/{channel_id}/secret", status_code=201)
async def make_secret(
    channel_id: UUID, person: Developer, work: Work, parts: Channels, wanted: SecretIn | None = None
) -> SecretMade:
    """A new secret to vouch for people with, shown this once; the old one is good for some hours more."""
    overlap = timedelta(hours=(wanted or SecretIn()).overlap_hours)
    channel = await Administration(work, person, parts.sealer).reach(channel_id, Access.EDITOR)
    made, until = renew_secret(channel, parts.sealer, overlap)
    change = Change(
        action="channel.secret",
        subject_id=channel_id,
        workspace_id=channel.workspace_id,
        actor_id=person.person_id,
    )
    record(work, change)
    after_commit(work, lambda: parts.changes.tell(channel_id))
    return SecretMade(secret=made, old_secret_until=until)
