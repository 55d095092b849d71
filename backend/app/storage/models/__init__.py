"""All tables, one a file; importing this package fills the metadata."""

from .anonymous_user import AnonymousUser
from .attachment import Attachment
from .audit import Audit
from .base import Base
from .bot import Bot
from .bot_access import BotAccess
from .bot_variables import BotVariables
from .bot_version import BotVersion
from .bundled_template import BundledTemplate
from .channel import Channel
from .channel_variables import ChannelVariables
from .command import Command
from .connection import Connection
from .connection_group import ConnectionGroup
from .credential_entity import CredentialEntity
from .cron import Cron
from .dead_letter import DeadLetter
from .emitter import Emitter
from .inbox import Inbox
from .invitation import Invitation
from .message import Message
from .note import Note
from .outbox import Outbox
from .refresh_token import RefreshToken
from .request import Request
from .session import Session
from .sign_in import SignIn
from .step import Step
from .subscriber import Subscriber
from .template import Template
from .template_instance import TemplateInstance
from .thread import Thread
from .timer import Timer
from .trace import Trace
from .user import User
from .user_variables import UserVariables
from .widget import Widget
from .workspace import Workspace
from .workspace_member import WorkspaceMember

__all__ = [
    "AnonymousUser",
    "Attachment",
    "Audit",
    "Base",
    "Bot",
    "BotAccess",
    "BotVariables",
    "BotVersion",
    "BundledTemplate",
    "Channel",
    "ChannelVariables",
    "Command",
    "Connection",
    "ConnectionGroup",
    "CredentialEntity",
    "Cron",
    "DeadLetter",
    "Emitter",
    "Inbox",
    "Invitation",
    "Message",
    "Note",
    "Outbox",
    "RefreshToken",
    "Request",
    "Session",
    "SignIn",
    "Step",
    "Subscriber",
    "Template",
    "TemplateInstance",
    "Thread",
    "Timer",
    "Trace",
    "User",
    "UserVariables",
    "Widget",
    "Workspace",
    "WorkspaceMember",
]
