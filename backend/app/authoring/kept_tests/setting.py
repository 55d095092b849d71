"""Whether a bot is published only while all of its tests are green."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.accounts.audit import Change, record
from app.accounts.principals import Principal
from app.accounts.scopes import scope_needed
from app.storage.models import Bot


def set_needs_tests(session: AsyncSession, bot: Bot, person: Principal, *, needs_tests: bool) -> None:
    """Of a locked bot; recorded where it is another than before. Forbidden `auth:scope_needed` for an access
    token that takes it off: it is there to hold scripts and assistants back."""
    before = bot.publish_needs_tests
    if before == needs_tests:
        return
    if person.scopes is not None and not needs_tests:
        raise scope_needed(None)
    bot.publish_needs_tests = needs_tests
    change = Change(
        action="bot.change",
        subject_id=bot.id,
        bot_id=bot.id,
        actor_id=person.person_id,
        before={"publish_needs_tests": before},
        after={"publish_needs_tests": needs_tests},
    )
    record(session, change)
