"""POST /bots/{id}/rules/try."""

from typing import Any
from uuid import UUID

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, ThisProcess
from app.accounts.principals import Access
from app.kit.api import ApiRouter, errors
from app.kit.api.computing import TheProcessors

from ..bots import steady_bot
from ..parts.execution import check_scopes
from ..placing import PLACE
from .schemas import RulesTried, TryRules
from .trying import try_rules

router = ApiRouter(prefix="/bots", tags=["bots"])


@router.post("/{bot_id}/rules/try", dependencies=[PLACE], responses=errors(429))
async def try_bot_rules(
    bot_id: UUID, wanted: TryRules, person: Developer, process: ThisProcess, processors: TheProcessors
) -> RulesTried:
    """Which conditions hold with these values, by the engine that runs bots. It touches nothing."""
    check_scopes(wanted.variables)
    async with process.database.unit_of_work() as session:
        await require_bot(session, person, bot_id, Access.VIEWER)
        bot = await steady_bot(session, bot_id)
        timezone: Any = bot.head.get("timezone")
    zone = timezone if isinstance(timezone, str) else None
    return RulesTried.of(await processors.run_long(try_rules, wanted.rules, wanted.variables, zone))
