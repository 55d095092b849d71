"""What is wrong with a schedule, in words an author understands."""

from typing import Any

from app.kit.errors import InvalidInput

type Fault = dict[str, str]

SENTENCES: dict[str, tuple[str, str]] = {
    "cron:year": (
        "A year such as 2027, a list 2027,2029 or a range 2027-2030",
        "Год, например 2027, список 2027,2029 или диапазон 2027-2030",
    ),
    "cron:month": (
        "A month from 1 to 12 or jan to dec, a list 3,6,9, a range 3-5, or every second one: */2",
        "Месяц от 1 до 12 или от jan до dec, список 3,6,9, диапазон 3-5 или каждый второй: */2",
    ),
    "cron:day": (
        "A day from 1 to 31, last, 2nd fri or last sun, a list 1,15, a range 1-7, or every second one: */2",
        "День от 1 до 31, last, 2nd fri или last sun, список 1,15, диапазон 1-7 или каждый второй: */2",
    ),
    "cron:day_of_week": (
        "Days of the week mon to sun (0 is Monday), a list mon,thu or a range mon-fri",
        "Дни недели от mon до sun (0 это понедельник), список mon,thu или диапазон mon-fri",
    ),
    "cron:hour": (
        "An hour from 0 to 23, a list 9,18, a range 9-17, or every second one: */2",
        "Час от 0 до 23, список 9,18, диапазон 9-17 или каждый второй: */2",
    ),
    "cron:minute": (
        "A minute from 0 to 59, a list 0,30, a range 0-10, or every fifth one: */5",
        "Минута от 0 до 59, список 0,30, диапазон 0-10 или каждая пятая: */5",
    ),
    "cron:second": (
        "A second from 0 to 59, a list 0,30, or every tenth one: */10",
        "Секунда от 0 до 59, список 0,30 или каждая десятая: */10",
    ),
    "cron:empty": (
        "Say when: at least one of year, month, day, day_of_week, hour, minute, second",
        "Скажите когда: хотя бы одно из year, month, day, day_of_week, hour, minute, second",
    ),
    "cron:end_before_start": ("The end is before the start", "Конец раньше начала"),
    "cron:never_fires": (
        "There is no such time to come, as there is no 31 February",
        "Такого времени больше не будет, как не бывает 31 февраля",
    ),
    "calendar:too_long": ("A year at most", "Не больше года"),
    "emitter:past": ("This time is over", "Это время уже прошло"),
    "emitter:empty_message": (
        "Say something: a text, an attachment or a widget",
        "Сообщение пусто: нужен текст, вложение или виджет",
    ),
    "emitter:too_large": ("At most 64 KiB", "Не больше 64 КиБ"),
    "emitter:channel_unknown": (
        "The bot is in no such channel",
        "Такого канала у бота нет",
    ),
    "emitter:group": (
        "In a group everybody reads the same: everybody there, at one time, or have the bot hear it",
        "В группе все читают одно и то же: нужны все её участники и одно время, или пусть это услышит бот",
    ),
    "emitter:no_date": (
        "What this person has in the place of the date is no date, such as 2027-03-28",
        "У этого человека на месте даты стоит не дата, например 2027-03-28",
    ),
    "emitter:says_nothing": (
        "With this person's values nothing is left of the message",
        "Со значениями этого человека от сообщения ничего не остаётся",
    ),
    "emitter:missed": (
        "The time was missed, and missed times are skipped",
        "Время было пропущено, а пропущенное не отправляется",
    ),
    "emitter:no_subscriber": (
        "They are not subscribed where the message would go",
        "Этого человека нет среди подписчиков",
    ),
}


def fault(path: str, code: str) -> Fault:
    english, russian = SENTENCES[code]
    return {"path": path, "code": code, "message": english, "message_ru": russian}


def refused(faults: list[Any]) -> InvalidInput:
    return InvalidInput("schedule:invalid", "The schedule has faulty fields.", fields=faults)
