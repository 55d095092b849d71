"""What the administration says by itself, in English and Russian."""

from dataclasses import asdict, dataclass
from typing import Any

from fastadmin.models.schemas import ConfigurationSchema

from app.kit.errors import DbcvError

from .labels import LABELS, LEGENDS

# Where FastAdmin's configuration holds words of ours.
SAID = frozenset(
    {"verbose_name", "verbose_name_plural", "menu_section", "label", "title", "tab", "description"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Of the page to sign in; `live`: of the link to live figures."""

    language: str
    title: str
    email: str
    password: str
    sign_in: str
    hint: str
    wrong: str
    not_admin: str
    too_many: str
    failed: str
    live: str

    def of(self, fault: DbcvError) -> str:
        """Why nobody was let in."""
        if fault.status == 429:
            return self.too_many
        told = {"auth:login_failed": self.wrong, "auth:role_needed": self.not_admin}
        return told.get(fault.code, self.failed)


ENGLISH = Words(
    language="en",
    title="DBCV administration",
    email="E-mail address",
    password="Password",  # noqa: S106 - a label
    sign_in="Sign in",
    hint="For administrators. It ends after eight hours, and apart from your sign-in to the editor.",
    wrong="The e-mail address or the password is wrong.",
    not_admin="This account does not administer DBCV.",
    too_many="Too many attempts. Wait a little.",
    failed="That did not work. Try again in a moment.",
    live="Live figures",
)
RUSSIAN = Words(
    language="ru",
    title="Управление DBCV",
    email="Адрес почты",
    password="Пароль",  # noqa: S106 - a label
    sign_in="Войти",
    hint="Для администраторов. Вход действует восемь часов и не зависит от входа в редактор.",
    wrong="Адрес почты или пароль неверны.",
    not_admin="Эта учётная запись не управляет DBCV.",
    too_many="Слишком много попыток. Подождите немного.",
    failed="Не получилось. Попробуйте ещё раз чуть позже.",
    live="Показатели сейчас",
)


def words_for(accepted: str) -> Words:
    return by_language(accepted, ENGLISH, RUSSIAN)


def by_language[T](accepted: str, english: T, russian: T) -> T:
    """By `Accept-Language`."""
    return russian if speaks_russian(accepted) else english


def speaks_russian(accepted: str) -> bool:
    """Whether Russian is asked for before English."""
    named = [one.partition(";")[0].strip().lower().partition("-")[0] for one in accepted.split(",")]
    return next((one for one in named if one in {"en", "ru"}), "en") == "ru"


def translated(configuration: ConfigurationSchema, accepted: str) -> dict[str, Any]:
    """What FastAdmin tells its page, with our own words in the browser's language."""
    told = asdict(configuration)
    return _in_russian(told) if speaks_russian(accepted) else told


def legends(rows: list[dict[str, Any]], accepted: str) -> list[dict[str, Any]]:
    """The figures of a chart, named in the browser's language."""
    if not speaks_russian(accepted):
        return rows
    return [{key: _legend(value) for key, value in row.items()} for row in rows]


def _legend(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    first, colon, rest = value.partition(": ")
    return f"{LEGENDS.get(first, first)}{colon}{rest}"


def _in_russian(told: Any, key: str = "") -> Any:
    if isinstance(told, dict):
        return {name: _in_russian(part, name) for name, part in told.items()}
    if isinstance(told, list | tuple):
        return [_in_russian(part) for part in told]
    return LABELS.get(told, told) if key in SAID else told
