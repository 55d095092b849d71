"""Telegram: messages through the Bot API (core.telegram.org/bots/api)."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, form, free, nullable, several, switch, text, whole
from ..words import Words

API = "https://api.telegram.org"
TEXT_CHARACTERS = 4096

_BUTTON = form(
    ("text",),
    text=text(Words("Text", "Текст"), most=64, minLength=1),
    url=text(Words("Link", "Ссылка"), most=2048),
    data=text(Words("Value", "Значение"), Words("At most 64 bytes.", "Не больше 64 байт."), most=64),
)

_SEND_MESSAGE = Operation(
    name="send_message",
    title=Words("Send a message", "Отправить сообщение"),
    description=Words(
        "Sends a text from a Telegram bot of yours to a person, a group or a channel.",
        "Отправляет текст от вашего бота в Telegram человеку, в группу или канал.",
    ),
    input=form(
        ("chat_id", "text"),
        chat_id=text(
            Words("Chat", "Чат"),
            Words(
                "Number of the chat, or @name of a channel. A person must have written to the bot first.",
                "Номер чата или @имя канала. Человек должен сначала сам написать боту.",
            ),
            most=100,
            minLength=1,
        ),
        text=text(Words("Text", "Текст"), most=TEXT_CHARACTERS, minLength=1),
        parse_mode=text(
            Words("Formatting", "Разметка"),
            Words(
                "How the text is read. Without it nothing in the text is read as formatting.",
                "Как читать текст. Без неё ничто в тексте не считается разметкой.",
            ),
            enum=["HTML", "MarkdownV2", "Markdown"],
        ),
        buttons=several(Words("Buttons", "Кнопки"), _BUTTON, maxItems=100),
        silent=switch(Words("Without a sound", "Без звука"), default=False),
        no_preview=switch(Words("Without link previews", "Без предпросмотра ссылок"), default=False),
        reply_to=whole(Words("Answer to", "Ответ на"), Words("Number of a message.", "Номер сообщения.")),
        thread_id=whole(Words("Topic", "Тема"), Words("Number of a forum's topic.", "Номер темы форума.")),
        base_url=text(
            Words("Bot API address", "Адрес Bot API"),
            Words("Where you run a Bot API server of your own.", "Если у вас свой сервер Bot API."),
            most=2048,
        ),
    ),
    output=answer(
        message_id=whole(Words("Number of the message", "Номер сообщения")),
        date=whole(Words("Sent at, Unix seconds", "Отправлено, Unix-секунды")),
        chat=free(Words("Chat", "Чат")),
        text=nullable(text(Words("Text", "Текст"))),
    ),
)

MANIFEST = Manifest(
    id="telegram",
    title=Words("Telegram", "Telegram"),
    description=Words("Messages through a Telegram bot.", "Сообщения через бота в Telegram."),
    icon=read_icon(__file__),
    operations=(_SEND_MESSAGE,),
    credential=CredentialNeed(
        provider="telegram",
        strategies=("api_key",),
        description=Words("The bot's token from @BotFather.", "Токен бота от @BotFather."),
        hosts=("api.telegram.org",),
    ),
)
