"""Any server: an event told to an address of the author's."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, anything, form, free, switch, text, whole
from ..words import Words

_WEBHOOK = Operation(
    name="webhook",
    title=Words("Call a webhook", "Вызвать вебхук"),
    description=Words(
        "Sends JSON to an address; done if the server takes it (2xx). For all else there are requests.",
        "Отправляет JSON по адресу; успех, если сервер принял (2xx). Для всего остального есть запросы.",
    ),
    input=form(
        ("url",),
        url=text(Words("Address", "Адрес"), most=8192, minLength=1),
        body=anything(Words("What is sent", "Что отправить"), Words("Any JSON.", "Любой JSON.")),
        method=text(Words("Method", "Метод"), enum=["POST", "PUT", "PATCH"], default="POST"),
        headers=free(
            Words("Headers", "Заголовки"), maxProperties=50, additionalProperties={"type": "string"}
        ),
        repeatable=switch(
            Words("May be sent twice", "Можно отправить дважды"),
            Words(
                "Sent again where a fault of ours left it unknown whether it arrived; the header "
                "Idempotency-Key is the same then.",
                "Отправить ещё раз, если из-за нашего сбоя неизвестно, дошло ли; заголовок "
                "Idempotency-Key будет тем же.",
            ),
            default=False,
        ),
    ),
    output=answer(
        status=whole(Words("Status", "Статус")),
        headers=free(Words("Headers", "Заголовки")),
        body=anything(Words("Answer", "Ответ")),
    ),
    repeats=lambda config: str(config.get("repeatable", False)).strip().lower() == "true",
)

MANIFEST = Manifest(
    id="http",
    title=Words("Webhook", "Вебхук"),
    description=Words("Tells a server of yours.", "Сообщает вашему серверу."),
    icon=read_icon(__file__),
    operations=(_WEBHOOK,),
    credential=CredentialNeed(
        provider=None,
        strategies=("api_key", "basic", "oauth2", "other"),
        description=Words(
            "What the server wants to see in a header; bound to its host.",
            "То, что сервер хочет видеть в заголовке; привязано к его хосту.",
        ),
        is_required=False,
    ),
)
