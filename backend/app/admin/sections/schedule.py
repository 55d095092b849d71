"""Messages to be sent later, and the times they repeat at."""

from app.storage.models import Bot, Channel, Cron, Emitter

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
        shown(Cron.day_of_week, "Day of week", wide=120),
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


class EmittersSection(Section):
    model = Emitter
    verbose_name, verbose_name_plural, menu_section = "Emitter", "Emitters", "Bots"
    columns = (
        shown(Emitter.name, "Name", filtered=True, searched=True),
        shown(called(Bot, Emitter.bot_id), "Bot", "bot", searched=True),
        shown(called(Channel, Emitter.channel_id), "Channel", "channel", searched=True),
        shown(Emitter.is_paused, "Paused", filtered=True, wide=110),
        shown(Emitter.next_at, "Next", filtered=True),
        shown(Emitter.created_at, "Since", filtered=True),
        shown(Emitter.needs_message_processing, "The bot runs on it", listed=False),
        shown(Emitter.schedule, "Schedule", listed=False),
        shown(Emitter.audience, "To whom", listed=False),
        shown(Emitter.message, "Message", listed=False),
        shown(Emitter.bot_id, "Bot's id", listed=False, filtered=True, searched=True),
        shown(Emitter.channel_id, "Channel's id", listed=False, filtered=True),
        shown(Emitter.updated_at, "Changed", listed=False),
        shown(Emitter.id, "Id", listed=False, searched=True),
    )
    ordering = ("-id",)
    inlines = (within(CronsSection, "emitter_id"),)
