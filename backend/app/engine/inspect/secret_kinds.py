"""What passwords, keys and tokens look like; each pattern is one that other texts hardly ever match."""

from typing import Any, NamedTuple

import re2  # pyright: ignore[reportMissingTypeStubs]

_re2: Any = re2  # it brings no types


class Term(NamedTuple):
    """A few words in each language."""

    en: str
    ru: str

    def sentence(self, language: str) -> str:
        """As every part of a sentence is told."""
        return self.ru if language == "ru" else self.en


_KEY = Term("an access key", "ключ доступа")
SECRET_KINDS: tuple[tuple[str, Term], ...] = (
    (r"-----BEGIN [A-Z ]*PRIVATE KEY-----", Term("a private key", "закрытый ключ")),
    (r"[0-9]{8,10}:[A-Za-z0-9_-]{35}", Term("the token of a Telegram bot", "токен бота Telegram")),
    (r"[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}", Term("a bot token", "токен бота")),
    (
        r"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}",
        Term("a signed token", "подписанный токен"),
    ),
    (
        r"(?:[Bb]earer|BEARER) +[A-Za-z._~+/-]{0,40}[0-9][A-Za-z0-9._~+/-]{12,}",
        Term("an access token", "токен доступа"),
    ),
    (
        r"(?:[Bb]asic|BASIC) +[A-Za-z0-9+/]{10,}={1,2}",
        Term("a name with a password", "имя с паролем"),
    ),
    (
        r"https?://[^\s/:@{}$]{1,64}:[^\s/@{}$]{6,}@[A-Za-z0-9]",
        Term("a password in an address", "пароль в адресе"),
    ),
    (r"(?:AKIA|ASIA)[0-9A-Z]{16}", _KEY),
    (r"AIza[0-9A-Za-z_-]{35}", _KEY),
    (r"AQVN[A-Za-z0-9_-]{35,38}", _KEY),
    (r"(?:sk|rk)_live_[A-Za-z0-9]{20,}", _KEY),
    (r"sk-[A-Za-z0-9]{20,}|sk-(?:proj|ant|or|svcacct)-[A-Za-z0-9_-]{20,}", _KEY),
    (r"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", _KEY),
    (r"gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}", _KEY),
    (r"xox[abeprs]-[A-Za-z0-9-]{10,}|xapp-[0-9]-[A-Za-z0-9-]{20,}", _KEY),
    (r"hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{20,}", _KEY),
    (r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}", _KEY),
    (r"vk1\.a\.[A-Za-z0-9_-]{40,}", _KEY),
    (r"npm_[A-Za-z0-9]{36}|pypi-AgEI[A-Za-z0-9_-]{40,}|hf_[A-Za-z]{34}|dop_v1_[a-f0-9]{64}", _KEY),
)
SHORTEST = 17  # of any of them

# RE2, because a text of any length is searched: it takes time linear in it.
_BEFORE = r"(?:^|[^A-Za-z0-9_-])"
_any: Any = _re2.compile(_BEFORE + "(?:" + "|".join(f"(?:{pattern})" for pattern, _ in SECRET_KINDS) + ")")
_each: tuple[tuple[Any, Term], ...] = tuple(
    (_re2.compile(f"{_BEFORE}(?:{pattern})"), term) for pattern, term in SECRET_KINDS
)


def holds_secret(text: str) -> bool:
    """Whether any kind stands in the text."""
    return len(text) >= SHORTEST and _any.search(text.encode("utf-8", "replace")) is not None


def secret_in(text: str) -> Term | None:
    """The kind of the secret in a text; the secret itself is told nobody."""
    if not holds_secret(text):
        return None
    raw = text.encode("utf-8", "replace")
    return next((term for pattern, term in _each if pattern.search(raw)), _KEY)
