"""What letters say, in English and Russian."""

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """`button` is the text of the link in HTML; `after` stands below it."""

    subject: str
    before: str
    after: str
    button: str = ""


_IGNORE = "If it was not you, ignore this letter: nothing has changed."
_ALERT = "If it was not you, ask for a new password on the sign-in page and tell your administrator."
_IGNORE_RU = "Если это были не вы, просто не отвечайте на это письмо: ничего не изменилось."
_ALERT_RU = "Если это были не вы, запросите новый пароль на странице входа и сообщите администратору."

WORDINGS: dict[str, dict[str, Wording]] = {
    "en": {
        "reset": Wording(
            subject="Choose a new password",
            before="Somebody asked for a new password for your account. The link is good for one hour, once.",
            button="Choose a new password",
            after=_IGNORE,
        ),
        "verify": Wording(
            subject="Confirm your e-mail address",
            before="Please confirm that this e-mail address is yours. The link is good for three days, once.",
            button="Confirm the address",
            after="If you have no account here, ignore this letter.",
        ),
        "change": Wording(
            subject="Confirm your new e-mail address",
            before="This address is to become the one of your account. The link is good for one day, once.",
            button="Use this address",
            after=_IGNORE,
        ),
        "invitation": Wording(
            subject="You are invited",
            before="You are invited to build and run chat bots here. The link is good for 14 days, once.",
            button="Accept the invitation",
            after="If you expected no invitation, ignore this letter.",
        ),
        "password_changed": Wording(
            subject="Your password was changed",
            before="The password of your account was changed.",
            after=_ALERT,
        ),
        "email_changed": Wording(
            subject="Your e-mail address was changed",
            before="Your account has another e-mail address now; this one no longer belongs to it.",
            after="If it was not you, tell your administrator.",
        ),
    },
    "ru": {
        "reset": Wording(
            subject="Новый пароль",
            before="Кто-то запросил новый пароль для вашей учётной записи. Ссылка действует час, один раз.",
            button="Задать новый пароль",
            after=_IGNORE_RU,
        ),
        "verify": Wording(
            subject="Подтвердите адрес почты",
            before="Подтвердите, что этот адрес почты ваш. Ссылка действует три дня, один раз.",
            button="Подтвердить адрес",
            after="Если у вас нет учётной записи здесь, просто не отвечайте на это письмо.",
        ),
        "change": Wording(
            subject="Подтвердите новый адрес почты",
            before="Этот адрес станет адресом вашей учётной записи. Ссылка действует один день, один раз.",
            button="Использовать этот адрес",
            after=_IGNORE_RU,
        ),
        "invitation": Wording(
            subject="Вас приглашают",
            before="Вас приглашают создавать чат-ботов. Ссылка действует 14 дней, один раз.",
            button="Принять приглашение",
            after="Если вы не ждали приглашения, просто не отвечайте на это письмо.",
        ),
        "password_changed": Wording(
            subject="Ваш пароль изменён",
            before="Пароль вашей учётной записи изменён.",
            after=_ALERT_RU,
        ),
        "email_changed": Wording(
            subject="Ваш адрес почты изменён",
            before="У вашей учётной записи теперь другой адрес почты, этот к ней больше не относится.",
            after="Если это были не вы, сообщите администратору.",
        ),
    },
}


def language_of(locale: str | None) -> str:
    """`ru-RU` reads Russian; who reads neither gets English."""
    language = (locale or "").partition("-")[0].lower()
    return language if language in WORDINGS else "en"


def as_text(wording: Wording, link: str | None, place: str) -> str:
    """`place`: the address of this installation, so that people know who writes."""
    parts = [wording.before, *([link] if link else []), wording.after, f"DBCV, {place}"]
    return "\n\n".join(parts) + "\n"


def as_html(wording: Wording, link: str | None, place: str, language: str) -> str:
    """No pictures, no styles, nothing fetched."""
    before = escape(wording.before).replace("\n", "<br>")
    parts = [f"<p>{before}</p>"]
    if link:
        shown = escape(link)
        parts.append(f'<p><a href="{shown}">{escape(wording.button)}</a></p><p>{shown}</p>')
    parts.append(f"<p>{escape(wording.after)}</p><p>DBCV, {escape(place)}</p>")
    head = f'<meta charset="utf-8"><title>{escape(wording.subject)}</title>'
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{"".join(parts)}</body></html>'
