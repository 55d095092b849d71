"""Every section there is, in the order of the menu."""

from collections.abc import Sequence

from ..section import Section
from .access import BotAccessSection
from .audit import AuditSection
from .bots import BotsSection, VersionsSection
from .channels import ChannelsSection
from .credentials import CredentialsSection
from .dead_letters import DeadLettersSection
from .people import MembersSection, SignInsSection, UsersSection, WorkspacesSection
from .schedule import CronsSection, EmittersSection
from .talk import CommandsSection, MessagesSection, SessionsSection

SECTIONS: Sequence[type[Section]] = (
    UsersSection,
    WorkspacesSection,
    MembersSection,
    BotAccessSection,
    SignInsSection,
    BotsSection,
    VersionsSection,
    DeadLettersSection,
    EmittersSection,
    CronsSection,
    ChannelsSection,
    SessionsSection,
    MessagesSection,
    CommandsSection,
    CredentialsSection,
    AuditSection,
)

__all__ = ["SECTIONS"]
