"""DBCV itself: people of the bot's channels, and messages to them."""

from ..base import Manifest, Operation, read_icon
from ..fields import answer, form, free, nullable, several, text, whole
from ..words import Words

MOST_PEOPLE = 1000
_UUID = r"^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$"
_KINDS = ["user", "anonymous"]

_CHANNEL = text(
    Words("Channel", "Канал"),
    Words(
        "Id of a channel of the workspace that the bot is in; without it, the channel of this conversation.",
        "Id канала рабочего пространства, где есть бот; без него — канал этого разговора.",
    ),
    most=36,
    pattern=_UUID,
)

_GET_SUBSCRIBERS = Operation(
    name="get_subscribers",
    title=Words("List a channel's people", "Перечислить людей канала"),
    description=Words("Lists who is in a channel of the bot.", "Перечисляет тех, кто есть в канале бота."),
    input=form(
        (),
        channel_id=_CHANNEL,
        kind=text(Words("Only", "Только"), enum=_KINDS),
        limit=whole(Words("At most", "Не больше"), minimum=1, maximum=MOST_PEOPLE, default=100),
        cursor=text(
            Words("Go on from", "Продолжить с"),
            Words("next_cursor of the answer before.", "next_cursor прошлого ответа."),
            most=36,
            pattern=_UUID,
        ),
    ),
    output=answer(
        items=several(
            Words("People", "Люди"),
            answer(
                id=text(Words("Id", "Id")),
                kind=text(Words("Kind", "Вид"), enum=_KINDS),
                name=nullable(text(Words("Name", "Имя"))),
            ),
        ),
        next_cursor=nullable(text(Words("How to go on", "Как продолжить"))),
    ),
    repeats=lambda _: True,
)

_BUTTON = form(
    ("text",),
    text=text(Words("Text", "Текст"), most=1000, minLength=1),
    value=text(Words("Value", "Значение")),
)
_ATTACHMENT = form(
    ("url",),
    url=text(Words("Link", "Ссылка"), most=2048, pattern=r"^(https?://[^/\s]|/[^/\s])"),
    type=text(Words("Kind", "Вид"), enum=["image", "audio", "video", "file"], default="file"),
    name=text(Words("Name", "Имя"), most=255),
)

_SEND_MESSAGE = Operation(
    name="send_message",
    title=Words("Write to people", "Написать людям"),
    description=Words(
        "Sends a message of the bot to one person, or to everybody in a channel, whatever they are doing.",
        "Отправляет сообщение бота одному человеку или всем в канале, чем бы они ни были заняты.",
    ),
    input=form(
        (),
        channel_id=_CHANNEL,
        person_id=text(
            Words("Person", "Человек"),
            Words(
                f"Id of somebody in the channel; without it everybody there, at most {MOST_PEOPLE}.",
                f"Id того, кто есть в канале; без него — все, кто там есть, не больше {MOST_PEOPLE}.",
            ),
            most=36,
            pattern=_UUID,
        ),
        text=text(Words("Text", "Текст")),
        buttons=several(Words("Buttons", "Кнопки"), _BUTTON, maxItems=100),
        attachments=several(Words("Attachments", "Вложения"), _ATTACHMENT, maxItems=20),
        params=free(Words("Parameters", "Параметры")),
    ),
    output=answer(
        recipients=whole(Words("How many were written to", "Скольким написано")),
        message_id=nullable(text(Words("Id of the message, where it is one", "Id сообщения, если оно одно"))),
    ),
    # A message is known by its command, so that doing it again says nothing again.
    repeats=lambda _: True,
)

MANIFEST = Manifest(
    id="dbcv",
    title=Words("DBCV", "DBCV"),
    description=Words("People and messages of your own channels.", "Люди и сообщения ваших каналов."),
    icon=read_icon(__file__),
    operations=(_GET_SUBSCRIBERS, _SEND_MESSAGE),
)
