"""The administration's own words: in Russian for who asks for it, and none forgotten."""

from app.admin.labels import LABELS
from app.admin.words import SAID, legends, speaks_russian

NAMES = {"ADMIN", "DEVELOPER", "USER", "EDITOR", "VIEWER", "DBCV"}


def said(told, key=""):
    if isinstance(told, dict):
        return {word for name, part in told.items() for word in said(part, name)}
    if isinstance(told, list):
        return {word for part in told for word in said(part)}
    return {told} if key in SAID and told else set()


async def test_every_word_of_the_configuration_has_a_russian_one(admin):
    words = said(await admin.configuration())
    values = {word for word in words if word in NAMES or word.islower()} - set(LABELS)

    assert words - values - set(LABELS) == set()
    assert set(LABELS) - words == set()


async def test_the_browser_chooses(admin):
    told = await admin.configuration(**{"Accept-Language": "ru,en;q=0.5"})
    words = said(told)

    assert {"Мёртвые письма", "Сообщений в минуту", "Повторить: обработать или доставить ещё раз"} <= words
    assert "Dead letters" not in words


def test_the_language_is_the_first_that_is_known():
    assert speaks_russian("ru-RU,ru;q=0.9,en;q=0.5")
    assert speaks_russian("de, ru;q=0.9, en;q=0.5")
    for other in ("en-GB,ru", "de", "", "*", ",;"):
        assert not speaks_russian(other)


def test_charts_name_their_figures_in_the_language_of_the_browser():
    rows = [{"queue": "wake-ups: user_messages", "waiting": 3}, {"queue": "dead letters", "waiting": 0}]

    assert legends(rows, "en") == rows
    assert legends(rows, "ru") == [
        {"queue": "побудки: user_messages", "waiting": 3},
        {"queue": "отложено", "waiting": 0},
    ]
