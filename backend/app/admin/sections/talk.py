"""Conversations, what was said in them, and the work they wait for.

Variables of sessions and what commands send may hold secrets of bots, so neither is a column here.
"""

from sqlalchemy import func, select

from app.storage.models import AnonymousUser, Bot, Channel, Command, Message, Session, Thread, User

from ..charts import Charts
from ..columns import called, shown
from ..section import Section, within

KINDS = ("user", "anonymous", "bot")


class MessagesSection(Charts, Section):
    model = Message
    verbose_name, verbose_name_plural, menu_section = "Message", "Messages", "Channels"
    keys = ("thread_id", "seq")
    columns = (
        shown(Message.created_at, "Said", filtered=True, wide=190),
        shown(Message.sender_kind, "Sender is", filtered=True, choices=KINDS, wide=160),
        shown(
            func.coalesce(
                called(Bot, Message.sender_id),
                called(User, Message.sender_id),
                called(AnonymousUser, Message.sender_id),
            ),
            "Sender",
            "sender",
        ),
        shown(
            Message.body["text"].as_string(),
            "Text",
            "text",
            filtered=True,
            searched=True,
            long=True,
            wide=300,
        ),
        shown(
            select(Channel.name)
            .join(Thread, Thread.channel_id == Channel.id)
            .where(Thread.id == Message.thread_id)
            .scalar_subquery(),
            "Channel",
            "channel",
        ),
        shown(Message.session_id, "Session", filtered=True, searched=True, wide=160),
        shown(Message.body, "Whole message", listed=False),
        shown(Message.sender_id, "Sender's id", listed=False, filtered=True, searched=True),
        shown(Message.thread_id, "Thread", listed=False, filtered=True, searched=True),
        shown(Message.seq, "Number", listed=False),
        shown(Message.external_id, "Id its sender gave it", listed=False),
        shown(Message.id, "Id", "message_id", listed=False),
    )
    newest_by = "created_at"
    ordering = ("-created_at",)


class CommandsSection(Section):
    model = Command
    verbose_name, verbose_name_plural, menu_section = "Command under way", "Commands under way", "Channels"
    columns = (
        shown(Command.command["kind"].as_string(), "What", "what", filtered=True, searched=True),
        shown(
            select(Bot.name)
            .join(Session, Session.bot_id == Bot.id)
            .where(Session.id == Command.session_id)
            .scalar_subquery(),
            "Bot",
            "bot",
            searched=True,
        ),
        shown(Command.attempts, "Attempts", filtered=True, wide=140),
        shown(Command.since, "Since", filtered=True),
        shown(Command.leased_until, "In hand until", filtered=True),
        shown(Command.session_id, "Session", filtered=True, searched=True, wide=180),
        shown(Command.id, "Id", listed=False, searched=True),
    )
    ordering = ("-since",)


class SessionsSection(Section):
    model = Session
    verbose_name, verbose_name_plural, menu_section = "Session", "Sessions", "Channels"
    columns = (
        shown(Session.created_at, "Begun", filtered=True, wide=190),
        shown(called(Bot, Session.bot_id), "Bot", "bot", searched=True),
        shown(called(Channel, Session.channel_id), "Channel", "channel", searched=True),
        shown(
            func.coalesce(called(User, Session.person_id), called(AnonymousUser, Session.person_id)),
            "Person",
            "person",
            searched=True,
        ),
        shown(Session.person_kind, "Kind", listed=False, filtered=True, choices=KINDS[:2]),
        shown(Session.state["step"].as_string(), "Step", "step", filtered=True),
        shown(Session.state["version"].as_integer(), "Version", "version", listed=False, filtered=True),
        shown(Session.updated_at, "Last turn", filtered=True),
        shown(Session.state["finished"].as_boolean(), "Finished", "finished", listed=False),
        shown(
            Session.state["awaiting"]["command_id"].as_string(),
            "Waits for the command",
            "awaits",
            listed=False,
        ),
        shown(Session.rev, "Turns", "turns", listed=False),
        shown(Session.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(Session.channel_id, "Channel's id", listed=False, filtered=True, searched=True),
        shown(Session.person_id, "Person's id", listed=False, filtered=True, searched=True),
        shown(Session.thread_id, "Thread", listed=False, filtered=True),
        shown(Session.id, "Id", listed=False, searched=True),
    )
    ordering = ("-created_at",)
    inlines = (within(MessagesSection, "session_id"), within(CommandsSection, "session_id"))
