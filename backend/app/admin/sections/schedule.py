"""Messages to be sent later, and the times they repeat at."""

from app.storage.models import Bot, Channel, Cron, Emitter, EmitterRun

from ..columns import called, shown
from ..section import Section, within


class CronsSection(Section):
    model = Cron
    verbose_name, verbose_name_plural, menu_section = "Cron", "Crons", "Bots"
    columns = (
        shown(called(Emitter, Cron.emitter_id), "Emitter", "emitter", searched=True),
        shown(Cron.next_at, "Next", filtered=True),
        shown(Cron.timezone, "Time zone", filtered=True),
        shown(Cron.year, "Year", wide=90),
        shown(Cron.month, "Month", wide=90),
        shown(Cron.day, "Day", wide=90),
        shown(Cron.day_of_week, "Day of week", wide=140),
        shown(Cron.hour, "Hour", wide=90),
        shown(Cron.minute, "Minute", wide=90),
        shown(Cron.second, "Second", listed=False),
        shown(Cron.start_at, "From", listed=False),
        shown(Cron.end_at, "Until", listed=False),
        shown(Cron.jitter, "Jitter, seconds", listed=False),
        shown(Cron.misfire, "Missed ones", listed=False, choices=("skip", "once", "all")),
        shown(Cron.emitter_id, "Emitter's id", listed=False, filtered=True, searched=True),
        shown(Cron.created_at, "Since", listed=False),
        shown(Cron.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)


class EmitterRunsSection(Section):
    model = EmitterRun
    verbose_name, verbose_name_plural, menu_section = "Run of an emitter", "Runs of emitters", "Bots"
    columns = (
        shown(EmitterRun.occurrence, "For the time", filtered=True, wide=190),
        shown(called(Emitter, EmitterRun.emitter_id), "Emitter", "emitter", searched=True),
        shown(
            EmitterRun.state, "State", filtered=True, choices=("open", "done", "skipped", "stopped"), wide=120
        ),
        shown(EmitterRun.kind, "Kind", filtered=True, choices=("send", "plan", "own"), wide=120),
        shown(EmitterRun.sent, "Sent", filtered=True, wide=120),
        shown(EmitterRun.failed, "Failed", filtered=True, wide=130),
        shown(EmitterRun.reason, "Reason", listed=False, filtered=True, searched=True),
        shown(EmitterRun.cause, "Because of", listed=False, filtered=True, choices=("schedule", "person")),
        shown(EmitterRun.postponed, "Postponed", listed=False, filtered=True),
        shown(EmitterRun.passed, "Passed over", listed=False, filtered=True),
        shown(EmitterRun.problems, "Problems", listed=False),
        shown(EmitterRun.finished_at, "Finished at", listed=False, filtered=True),
        shown(EmitterRun.updated_at, "Changed", listed=False, filtered=True),
        shown(EmitterRun.emitter_id, "Emitter's id", listed=False, filtered=True, searched=True),
        shown(EmitterRun.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)


class EmittersSection(Section):
    model = Emitter
    verbose_name, verbose_name_plural, menu_section = "Emitter", "Emitters", "Bots"
    columns = (
        shown(Emitter.name, "Name", filtered=True, searched=True),
        shown(called(Bot, Emitter.bot_id), "Bot", "bot", searched=True),
        shown(called(Channel, Emitter.channel_id), "Channel", "channel", searched=True),
        shown(Emitter.is_paused, "Paused", filtered=True, wide=140),
        shown(Emitter.next_at, "Next", filtered=True),
        shown(Emitter.created_at, "Since", filtered=True),
        shown(Emitter.needs_message_processing, "The bot runs on it", listed=False),
        shown(Emitter.is_personal, "People have times of their own", listed=False, filtered=True),
        shown(Emitter.held_at, "Held back since", listed=False, filtered=True),
        shown(Emitter.schedule, "Schedule", listed=False),
        shown(Emitter.audience, "To whom", listed=False),
        shown(Emitter.message, "Message", listed=False),
        shown(Emitter.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(Emitter.channel_id, "Channel's id", listed=False, filtered=True),
        shown(Emitter.updated_at, "Changed", listed=False),
        shown(Emitter.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (within(CronsSection, "emitter_id"), within(EmitterRunsSection, "emitter_id"))
