"""What the page of live figures says, in English and Russian."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..words import by_language


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveWords:
    """`names`: of queues and streams, which have short ones in metrics."""

    language: str
    title: str
    back: str
    connecting: str
    live: str
    lost: str
    away: str
    queues: str
    queue: str
    waiting: str
    oldest: str
    streams: str
    stream: str
    unread: str
    pending: str
    memory: str
    mebibytes: str
    peak: str
    limit: str
    no_limit: str
    problems: str
    bot: str
    count: str
    none: str
    lately: str
    names: Mapping[str, str]


_ENGLISH = LiveWords(
    language="en",
    title="Live figures",
    back="To the administration",
    connecting="Connecting …",
    live="Live",
    lost="The connection is lost; it is tried again.",
    away="Does not answer:",
    queues="What waits in the database",
    queue="Queue",
    waiting="Rows",
    oldest="Oldest, s",
    streams="Wake-ups",
    stream="Stream",
    unread="Unread",
    pending="Under way",
    memory="Memory of Redis",
    mebibytes="MiB",
    peak="most ever",
    limit="limit",
    no_limit="none",
    problems="Problems of the last hour, by bot",
    bot="Bot",
    count="Problems",
    none="None.",
    lately="The last two minutes",
    names={
        "inbox": "Events",
        "outbox": "Messages out",
        "commands_left_behind": "Requests left behind",
        "timers_due": "Timers due",
        "user_messages": "Conversations",
        "effects": "Requests",
        "bot_messages": "Deliveries",
        "emitter": "Schedule",
    },
)
_RUSSIAN = LiveWords(
    language="ru",
    title="Показатели сейчас",
    back="К управлению",
    connecting="Соединение …",
    live="Обновляется",
    lost="Соединение потеряно, оно восстанавливается.",
    away="Не отвечает:",
    queues="Что ждёт в базе данных",
    queue="Очередь",
    waiting="Строк",
    oldest="Старейшая, с",
    streams="Сигналы",
    stream="Поток",
    unread="Не прочитано",
    pending="В работе",
    memory="Память Redis",
    mebibytes="МиБ",
    peak="больше всего",
    limit="предел",
    no_limit="нет",
    problems="Проблемы за последний час, по ботам",
    bot="Бот",
    count="Проблем",
    none="Нет.",
    lately="Последние две минуты",
    names={
        "inbox": "События",
        "outbox": "Исходящие сообщения",
        "commands_left_behind": "Оставшиеся запросы",
        "timers_due": "Наступившие таймеры",
        "user_messages": "Разговоры",
        "effects": "Запросы",
        "bot_messages": "Доставка",
        "emitter": "Расписание",
    },
)


def live_words(accepted: str) -> LiveWords:
    return by_language(accepted, _ENGLISH, _RUSSIAN)
