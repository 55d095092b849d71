"""Discord: messages through a webhook (discord.com/developers/docs/resources/webhook)."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, form, free, nullable, several, switch, text
from ..words import Words

TEXT_CHARACTERS = 2000

_EXECUTE = Operation(
    name="execute_webhook",
    title=Words("Post a message", "Написать сообщение"),
    description=Words(
        "Posts a message into a Discord channel through its webhook.",
        "Пишет сообщение в канал Discord через его вебхук.",
    ),
    input=form(
        (),
        content=text(Words("Text", "Текст"), most=TEXT_CHARACTERS),
        username=text(Words("Shown as", "Имя отправителя"), most=80),
        avatar_url=text(Words("Picture", "Картинка отправителя"), most=2048),
        embeds=several(
            Words("Embeds", "Вставки"),
            free(Words("Embed", "Вставка")),
            Words("As Discord describes them.", "Как описывает Discord."),
            maxItems=10,
        ),
        mentions=switch(
            Words("May call people", "Может звать людей"),
            Words(
                "Whether @everyone, @here and names in the text ring; a person's words may hold them too.",
                "Звонят ли @everyone, @here и имена в тексте; они могут быть и в словах собеседника.",
            ),
            default=False,
        ),
        tts=switch(Words("Read aloud", "Прочитать вслух"), default=False),
        thread_id=text(Words("Thread", "Ветка"), most=32, pattern=r"^[0-9]+$"),
    ),
    output=answer(
        id=text(Words("Id of the message", "Id сообщения")),
        channel_id=text(Words("Id of the channel", "Id канала")),
        content=nullable(text(Words("Text", "Текст"))),
        timestamp=text(Words("Sent at", "Отправлено")),
    ),
)

MANIFEST = Manifest(
    id="discord",
    title=Words("Discord", "Discord"),
    description=Words("Messages into Discord channels.", "Сообщения в каналы Discord."),
    icon=read_icon(__file__),
    operations=(_EXECUTE,),
    credential=CredentialNeed(
        provider="discord",
        strategies=("api_key",),
        description=Words(
            "The whole address of the webhook; whoever knows it can post.",
            "Адрес вебхука целиком; кто его знает, тот может писать.",
        ),
        hosts=("discord.com", "discordapp.com", "ptb.discord.com", "canary.discord.com"),
    ),
)
