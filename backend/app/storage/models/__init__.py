"""All tables, one a file; importing this package fills the metadata."""

from .access_token import AccessToken
from .account_link import AccountLink
from .alert import Alert
from .alert_delivery import AlertDelivery
from .alert_reader import AlertReader
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
from .credential_token import CredentialToken
from .cron import Cron
from .dead_letter import DeadLetter
from .draft_change import DraftChange
from .draft_operation import DraftOperation
from .emitter import Emitter
from .emitter_run import EmitterRun
from .inbox import Inbox
from .invitation import Invitation
from .message import Message
from .note import Note
from .outbox import Outbox
from .outgoing_mail import OutgoingMail
from .person_change import PersonChange
from .problem_count import ProblemCount
from .proposal import Proposal
from .proposal_change import ProposalChange
from .proposal_operation import ProposalOperation
from .recipient import Recipient
from .refresh_token import RefreshToken
from .request import Request
from .session import Session
from .sign_in import SignIn
from .step import Step
from .step_count import StepCount
from .stored_file import StoredFile
from .subscriber import Subscriber
from .template import Template
from .template_instance import TemplateInstance
from .thread import Thread
from .timer import Timer
from .trace import Trace
from .user import User
from .user_variables import UserVariables
from .watermark import Watermark
from .widget import Widget
from .workspace import Workspace
from .workspace_member import WorkspaceMember

__all__ = [
    "AccessToken",
    "AccountLink",
    "Alert",
    "AlertDelivery",
    "AlertReader",
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
    "CredentialToken",
    "Cron",
    "DeadLetter",
    "DraftChange",
    "DraftOperation",
    "Emitter",
    "EmitterRun",
    "Inbox",
    "Invitation",
    "Message",
    "Note",
    "Outbox",
    "OutgoingMail",
    "PersonChange",
    "ProblemCount",
    "Proposal",
    "ProposalChange",
    "ProposalOperation",
    "Recipient",
    "RefreshToken",
    "Request",
    "Session",
    "SignIn",
    "Step",
    "StepCount",
    "StoredFile",
    "Subscriber",
    "Template",
    "TemplateInstance",
    "Thread",
    "Timer",
    "Trace",
    "User",
    "UserVariables",
    "Watermark",
    "Widget",
    "Workspace",
    "WorkspaceMember",
]
