"""Chat completions of OpenAI, and of all who speak the same (platform.openai.com/docs/api-reference/chat)."""

from ..base import CredentialNeed, Manifest, Operation, read_icon
from ..fields import answer, anything, form, free, nullable, number, several, text, whole
from ..words import Words

API = "https://api.openai.com/v1"
_ROLES = ["system", "developer", "user", "assistant"]

_MESSAGE = form(
    ("role", "content"),
    role=text(Words("Role", "Роль"), enum=_ROLES),
    content=text(Words("Text", "Текст")),
)

_CHAT_COMPLETION = Operation(
    name="chat_completion",
    title=Words("Ask a language model", "Спросить языковую модель"),
    description=Words(
        "Sends a conversation to a language model and takes its answer. Any server that speaks OpenAI's "
        "protocol will do.",
        "Отправляет беседу языковой модели и получает её ответ. Подойдёт любой сервер, говорящий на "
        "протоколе OpenAI.",
    ),
    input=form(
        ("model",),
        model=text(Words("Model", "Модель"), most=200, minLength=1),
        prompt=text(
            Words("Question", "Вопрос"), Words("What the model answers.", "То, на что отвечает модель.")
        ),
        system=text(
            Words("Instruction", "Указание"), Words("How it is to answer.", "Как ей следует отвечать.")
        ),
        messages=several(
            Words("Conversation so far", "Беседа до этого"),
            _MESSAGE,
            Words("Comes before the question.", "Идёт перед вопросом."),
            maxItems=200,
        ),
        temperature=number(Words("Freedom", "Свобода"), minimum=0, maximum=2),
        max_tokens=whole(
            Words("Longest answer, tokens", "Наибольший ответ, токенов"), minimum=1, maximum=1_000_000
        ),
        format=text(Words("Form of the answer", "Вид ответа"), enum=["text", "json"]),
        options=free(
            Words("Other options", "Другие параметры"),
            Words("Sent along as they are, such as top_p.", "Отправляются как есть, например top_p."),
            maxProperties=50,
        ),
        base_url=text(
            Words("Address", "Адрес"),
            Words(
                "Of another server, with /v1. A key goes there only if its credential names the host.",
                "Другого сервера, до /v1 включительно. Ключ туда уйдёт, только если доступ называет этот "
                "хост.",
            ),
            most=2048,
        ),
    ),
    output=answer(
        text=text(Words("Answer", "Ответ")),
        json=anything(Words("Answer as JSON", "Ответ как JSON"), type=["object", "array", "null"]),
        finish_reason=nullable(text(Words("Why it ended", "Почему закончен"))),
        model=nullable(text(Words("Model", "Модель"))),
        usage=nullable(free(Words("Tokens", "Токены"))),
    ),
    # Asking twice costs twice and changes nothing.
    repeats=lambda _: True,
)

MANIFEST = Manifest(
    id="openai",
    title=Words("Language model", "Языковая модель"),
    description=Words(
        "Answers of language models, from OpenAI or any compatible server.",
        "Ответы языковых моделей: OpenAI или любой совместимый сервер.",
    ),
    icon=read_icon(__file__),
    operations=(_CHAT_COMPLETION,),
    credential=CredentialNeed(
        provider="openai",
        strategies=("api_key",),
        description=Words("The API key.", "Ключ API."),
        hosts=("api.openai.com",),
        unless="base_url",
    ),
)
