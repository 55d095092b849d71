"""A request to a server, with a way of its own where it fails."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from app.engine.limits import LIMITS

from .config import Config, Label, Variable, shown
from .parts import Json, Made, Site, all_of, put, rule, shows
from .preset import Preset
from .words import Words

_LONGEST = int(LIMITS.request_timeout_most)
type Address = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, pattern=r"^(https?://|\{\$)"), Field()
]


class RequestConfig(Config):
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = shown(Words("Method", "Метод"), default="GET")
    url: Address = shown(
        Words("Address", "Адрес"),
        Words("Placeholders in it are percent-encoded.", "Подстановки в нём кодируются для адреса."),
        format="url",
    )
    query: dict[str, Any] = shown(Words("Query", "Параметры"), default={})
    headers: dict[str, str] = shown(Words("Headers", "Заголовки"), default={})
    body: Any = shown(
        Words("Body", "Тело"),
        Words("JSON or a text, with placeholders.", "JSON или текст с подстановками."),
        default=None,
    )
    credential: Label | None = shown(Words("Credential", "Доступ"), format="credential", default=None)
    timeout: int = shown(Words("Seconds to wait", "Сколько секунд ждать"), default=10, ge=1, le=_LONGEST)
    retries: int = shown(
        Words("Further attempts", "Повторные попытки"),
        Words("On an error or a fault of the server.", "При ошибке связи или сервера."),
        default=0,
        ge=0,
        le=LIMITS.retries,
    )
    variable: Variable | None = shown(
        Words("Keep the answer in", "Сохранить ответ в"), format="variable", default=None
    )


def _make(config: RequestConfig, site: Site) -> Made:
    kept = [put(config.variable, shows("response.body"))] if config.variable else []
    answered = all_of(rule("response.ok", "equal", True))
    ways = [
        site.way("ok", Words("Answered", "Ответ получен"), rules=answered, set=kept),
        site.way("error", Words("On an error", "При ошибке")),
    ]
    group = site.group(ways, type="response", request=site.id)
    return Made(steps=[site.step(proxy=True, groups=[group])], requests=[_request(config, site)])


def _request(config: RequestConfig, site: Site) -> Json:
    given = {
        "query": config.query,
        "headers": config.headers,
        "credential": config.credential,
        "retry": {"times": config.retries, "backoff": 1} if config.retries else None,
    }
    body = {} if config.body is None else {"body": config.body}
    line: Json = {"id": site.id, "name": site.name, "method": config.method, "url": config.url}
    return line | {key: part for key, part in given.items() if part} | body | {"timeout": config.timeout}


REQUEST = Preset(
    id="request",
    family="work",
    title=Words("Call an API", "Запрос к серверу"),
    description=Words(
        "Sends a request; goes one way with the answer, another where there is none or it is an error.",
        "Отправляет запрос; с ответом идёт одной дорогой, без ответа или с ошибкой другой.",
    ),
    config=RequestConfig,
    example={
        "method": "GET",
        "url": "https://api.example/weather?city={$session.city$}",
        "variable": "session.weather",
    },
    make=_make,
)
