"""Credentials by name and by what is known of them; nothing of their secrets, and not their settings."""

from app.storage.models import Bot, CredentialEntity, Workspace

from ..columns import called, shown
from ..section import Section

_Row = CredentialEntity


class CredentialsSection(Section):
    model = _Row
    verbose_name, verbose_name_plural, menu_section = "Credential", "Credentials", "System"
    columns = (
        shown(_Row.name, "Name", filtered=True, searched=True),
        shown(_Row.provider, "Provider", filtered=True, searched=True),
        shown(_Row.strategy, "Strategy", filtered=True),
        shown(called(Workspace, _Row.workspace_id), "Workspace", "workspace", searched=True),
        shown(called(Bot, _Row.bot_id), "For one bot", "bot", searched=True),
        shown(_Row.hosts, "Hosts", filtered=True),
        shown(_Row.is_default, "Default", filtered=True, wide=110),
        shown(_Row.sealed_at, "Secret given", filtered=True),
        shown(_Row.key_id, "Sealed by the key", listed=False, filtered=True),
        shown(_Row.workspace_id, "Workspace's id", listed=False, filtered=True, searched=True),
        shown(_Row.bot_id, "Bot's id", listed=False, filtered=True),
        shown(_Row.created_at, "Since", listed=False),
        shown(_Row.updated_at, "Changed", listed=False),
        shown(_Row.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
