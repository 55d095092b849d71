"""Texts in English and Russian."""

from typing import NamedTuple


class Words(NamedTuple):
    """The same in both languages."""

    en: str
    ru: str

    def in_language(self, language: str) -> str:
        """Russian for a locale such as `ru` or `ru-RU`, else English."""
        return self.ru if language.lower().partition("-")[0] == "ru" else self.en
