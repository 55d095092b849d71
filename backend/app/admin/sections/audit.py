"""Who did what, when."""

from app.storage.models import AccessToken, Audit, Bot, User

from ..columns import called, shown
from ..section import Section


class AuditSection(Section):
    model = Audit
    verbose_name, verbose_name_plural, menu_section = "Audit line", "Audit", "System"
    columns = (
        shown(Audit.at, "When", filtered=True, wide=190),
        shown(Audit.action, "What", filtered=True, searched=True),
        shown(called(User, Audit.actor_id, "email"), "Who", "actor", searched=True),
        shown(called(Bot, Audit.bot_id), "Bot", "bot", searched=True),
        shown(Audit.subject_id, "Of what", filtered=True, searched=True, wide=300),
        shown(called(AccessToken, Audit.token_id), "Access token", "token", listed=False),
        shown(Audit.before, "Before", listed=False),
        shown(Audit.after, "After", listed=False),
        shown(Audit.actor_id, "Person's id", listed=False, filtered=True, searched=True),
        shown(Audit.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(Audit.workspace_id, "Workspace's id", listed=False, filtered=True),
        shown(Audit.token_id, "Access token's id", listed=False, filtered=True),
        shown(Audit.id, "Id", listed=False),
    )
    ordering = ("-id",)
