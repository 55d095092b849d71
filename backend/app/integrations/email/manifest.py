"""E-mail through a mail server of the author's (RFC 5321, RFC 6409)."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, form, several, text, whole
from ..words import Words

MOST_RECIPIENTS = 50
_ADDRESS = text(Words("Address", "Адрес"), most=320, minLength=3)

_SEND = Operation(
    name="send",
    title=Words("Send an e-mail", "Отправить письмо"),
    description=Words(
        "Sends a letter through your mail server.", "Отправляет письмо через ваш почтовый сервер."
    ),
    input=form(
        ("host", "from", "to", "subject"),
        host=text(Words("Mail server", "Почтовый сервер"), most=253, minLength=1),
        port=whole(
            Words("Port", "Порт"),
            Words("587 by default, 465 with TLS.", "По умолчанию 587, с TLS — 465."),
            minimum=1,
            maximum=65535,
        ),
        security=text(
            Words("Encryption", "Шифрование"),
            Words(
                "starttls: from the first word that is secret; tls: from the start; none: never, and then "
                "without a credential.",
                "starttls: до первого секрета; tls: с самого начала; none: никогда, и без учётных данных.",
            ),
            enum=["starttls", "tls", "none"],
        ),
        to=several(Words("To", "Кому"), _ADDRESS, minItems=1, maxItems=MOST_RECIPIENTS),
        cc=several(Words("Copy to", "Копия"), _ADDRESS, maxItems=MOST_RECIPIENTS),
        bcc=several(Words("Hidden copy to", "Скрытая копия"), _ADDRESS, maxItems=MOST_RECIPIENTS),
        reply_to=_ADDRESS | {"title": Words("Answers to", "Ответы на")},
        subject=text(Words("Subject", "Тема"), most=500, minLength=1),
        text=text(Words("Text", "Текст")),
        html=text(Words("HTML", "HTML"), Words("The same as HTML.", "То же в виде HTML.")),
        **{
            "from": _ADDRESS
            | {
                "title": Words("From", "От"),
                "description": Words("Address, or Name <address>.", "Адрес или Имя <адрес>."),
            }
        },
    ),
    output=answer(
        message_id=text(Words("Message-ID", "Message-ID")),
        accepted=several(Words("Taken for", "Принято для"), {"type": "string"}),
        refused=several(Words("Refused for", "Отказано для"), {"type": "string"}),
    ),
)

MANIFEST = Manifest(
    id="email",
    title=Words("E-mail", "Электронная почта"),
    description=Words("Letters through a mail server.", "Письма через почтовый сервер."),
    icon=read_icon(__file__),
    operations=(_SEND,),
    credential=CredentialNeed(
        provider="email",
        strategies=("basic",),
        description=Words(
            "Name and password at the mail server, bound to its host.",
            "Имя и пароль на почтовом сервере; привязаны к его хосту.",
        ),
        is_required=False,
    ),
)
