"""Why exactly a request has no answer, in words: what stands behind each code of errors.py."""

import re
from collections.abc import Mapping
from typing import Final

# By reason: English, Russian. No reason holds an address; what may be told of one stands in `detail`.
REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "bad_address": ("the address is malformed", "адрес записан неверно"),
    "bad_method": ("this method is not sent", "такой метод не отправляется"),
    "bad_header": ("a header is malformed", "заголовок записан неверно"),
    "bad_redirect": ("the redirect is malformed", "перенаправление записано неверно"),
    "bad_answer": ("the answer cannot be read", "ответ нельзя прочитать"),
    "no_file": ("a file is not there, or is too large", "файла нет, или он слишком велик"),
    "no_credential": ("there is no such credential", "такого доступа нет"),
    "other_provider": ("the credential is for another service", "доступ — к другому сервису"),
    "credential_host": (
        "the credential may not be sent to this host and port",
        "доступ нельзя отправлять на этот хост и порт",
    ),
    "credential_closed": ("the credential cannot be opened", "доступ не открывается"),
    "no_token": ("the token server gives no token", "сервер токенов не выдаёт токен"),
    "not_public": (
        "the address is inside a network; who runs DBCV may open it by EGRESS_ALLOW",
        "адрес внутри сети; открыть его может тот, у кого DBCV работает, настройкой EGRESS_ALLOW",
    ),
    "own_server": (
        "a server of DBCV itself listens there; only an entry of EGRESS_ALLOW with its port opens it",
        "там сервер самого DBCV; его открывает только запись EGRESS_ALLOW с портом",
    ),
    "scheme": ("only http and https are sent", "отправляются только http и https"),
    "user_name": ("the address has a user name in it", "в адресе имя пользователя"),
    "proxy": (
        "this proxy is not allowed; who runs DBCV may allow it by EGRESS_PROXIES",
        "этот прокси не разрешён; разрешить его может тот, у кого DBCV работает, настройкой EGRESS_PROXIES",
    ),
    "unknown_name": ("the name is not known", "такого имени нет"),
    "no_listener": ("nobody listens there", "там никто не слушает"),
    "unreachable": ("there is no way there", "туда нет пути"),
    "broken_off": ("the connection broke off", "соединение оборвалось"),
    "certificate": ("the server's certificate is not trusted", "сертификату сервера нет доверия"),
    "no_tls": ("the server speaks no TLS", "сервер не говорит по TLS"),
    "no_store": ("the file store does not answer", "хранилище файлов не отвечает"),
    "slow_connection": ("no connection in time", "соединение не установлено вовремя"),
    "slow_answer": ("no answer in time", "нет ответа вовремя"),
    "larger": ("more came than is taken", "пришло больше, чем принимается"),
    "redirects": ("there were too many redirects", "слишком много перенаправлений"),
}
_LANGUAGES: Final = ("en", "ru")
_SHOWN: Final = ("credential", "host", "status")
_SAFE = re.compile(r"[^\x00-\x1f\x7f]{1,300}")


def in_words(detail: Mapping[str, object], language: str = "en") -> str:
    """`the name is not known (api.example.com)`, without a full stop; empty where nothing is known."""
    known = REASONS.get(str(detail.get("reason")))
    if known is None:
        return ""
    named = [str(detail[name]) for name in _SHOWN if name in detail]
    shown = ", ".join(one for one in named if _SAFE.fullmatch(one))
    sentence = known[_LANGUAGES.index(language)]
    return f"{sentence} ({shown})" if shown else sentence
