"""Why an operation was not done, as a stable code with a sentence for authors.

The codes are readable as `integration.error.code`, and the problem in the trace is `integration:<code>`.
"""

from collections.abc import Mapping

from .words import Words

FAULTS: Mapping[str, Words] = {
    "invalid_config": Words("The settings do not fit the operation.", "Настройки не подходят операции."),
    "unknown_integration": Words("There is no such integration.", "Такой интеграции нет."),
    "no_credential": Words(
        "There is no credential for it, or it lacks a part.", "Доступа нет, или он неполный."
    ),
    "credential_host": Words(
        "The credential may not be sent to that server.", "Этот доступ нельзя отправлять на этот сервер."
    ),
    "unauthorized": Words("The service does not accept the credential.", "Сервис не принимает этот доступ."),
    "forbidden": Words("The service does not allow it.", "Сервис этого не разрешает."),
    "not_found": Words("What was named is not there.", "Указанного объекта нет."),
    "rate_limited": Words(
        "The service asks to wait longer than there is time.", "Сервис просит подождать дольше, чем можно."
    ),
    "quota": Words("The account's quota is used up.", "Лимит учётной записи исчерпан."),
    "invalid": Words("The service refuses what it was sent.", "Сервис отказывается это принять."),
    "timeout": Words("The service did not answer in time.", "Сервис не ответил вовремя."),
    "connection": Words("There is no connection to the service.", "Нет связи с сервисом."),
    "blocked": Words("That address may not be reached from here.", "Этот адрес отсюда недоступен."),
    "too_large": Words("The answer or the request is too large.", "Ответ или запрос слишком велик."),
    "unavailable": Words("The service has a fault of its own.", "У сервиса собственный сбой."),
    "bad_answer": Words("The service's answer cannot be read.", "Ответ сервиса нельзя прочитать."),
    "unknown": Words("Whether it was done is not known.", "Неизвестно, было ли это сделано."),
}

MESSAGE_CHARACTERS = 500


class Failed(Exception):
    """`code` is one of FAULTS; `retry_after` seconds where the service says when to come again.

    The message is for authors; what a service said in it is masked, and then cut, by whoever answers with it.
    """

    def __init__(self, code: str, message: str = "", *, retry_after: float | None = None) -> None:
        self.code = code
        self.message = message.strip() or FAULTS[code].en
        self.retry_after = retry_after
        super().__init__(code)
