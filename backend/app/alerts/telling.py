"""What an alert says: to programs as JSON, to people as a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.accounts.mail.texts import Wording, as_html, as_text, language_of
from app.engine.issue_codes import filled
from app.kit.mail import Letter

from .standing import Kind
from .words import WORDS, kind_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One alert. `own_address`: of this installation, where its links lead."""

    id: UUID
    kind: Kind
    bot_id: UUID
    bot_name: str
    body: Mapping[str, Any]
    own_address: str

    @property
    def link(self) -> str:
        """Where its conversations are, with what went wrong in them."""
        return f"{self.own_address}/bots/{self.bot_id}/conversations"

    @property
    def settings_link(self) -> str:
        return f"{self.own_address}/bots/{self.bot_id}/alerts"


def posted(told: Told) -> dict[str, Any]:
    """For an address: `text` is what chat programs show."""
    return {
        "id": str(told.id),
        "event": f"problems.{told.kind}",
        "bot": {"id": str(told.bot_id), "name": told.bot_name, "url": told.link},
        **told.body,
        "kinds": [{**one, "name": kind_name(one["code"], "en")} for one in told.body["kinds"]],
        "text": f"{_happened(told, 'en', 'UTC')}\n{told.link}",
    }


def letter(told: Told, to: str, locale: str | None, timezone: str | None) -> Letter:
    """In the reader's language, with the times of their clock."""
    language = language_of(locale)
    words = WORDS[language]
    wording = Wording(
        subject=filled(words.subjects[told.kind], {"bot": told.bot_name}),
        before=_happened(told, language, timezone or "UTC"),
        button=words.button,
        after=filled(words.why, {"link": told.settings_link}),
    )
    return Letter(
        id=told.id,
        to=to,
        subject=wording.subject,
        text=as_text(wording, told.link, told.own_address),
        html=as_html(wording, told.link, told.own_address, language),
    )


def _happened(told: Told, language: str, timezone: str) -> str:
    words = WORDS[language]
    said = {**told.body, "bot": told.bot_name, "since": _moment(told.body["since"], timezone)}
    lines = [filled(words.happened[told.kind], said)]
    lines += [f"– {kind_name(one['code'], language)}: {one['problems']}" for one in told.body["kinds"]]
    return "\n".join(lines)


def _moment(text: str | None, timezone: str) -> str:
    if text is None:
        return "–"
    at = datetime.fromisoformat(text).astimezone(UTC if timezone == "UTC" else ZoneInfo(timezone))
    return f"{at:%Y-%m-%d %H:%M} ({timezone})"
